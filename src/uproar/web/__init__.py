"""The dashboard: one process, pages made on the server, live where the browser runs its script. Needs `pip install uproar[web]`."""
