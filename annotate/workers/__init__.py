"""Worker processes: requests and answers, the parent's side and the worker's."""
