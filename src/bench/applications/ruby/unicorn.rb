preload_app true
worker_processes Integer(ENV["WORKERS"])
