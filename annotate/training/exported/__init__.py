"""Files that travel with an export as they are; nothing of Spandesk imports them."""
