"""The project file: the only SQL of Spandesk, one module for each aggregate."""
