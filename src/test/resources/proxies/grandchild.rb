pid = spawn("sleep", "600")
puts "grandchild #{pid}"
Process.wait(pid)
