3.times { File.open("/etc/hostname").close }
fds = Dir.children("/proc/self/fd").map(&:to_i).select { |fd| fd > 2 && File.exist?("/proc/self/fd/#{fd}") }
fds.each do |fd|
  IO.for_fd(fd, autoclose: false)
  puts "open #{File.readlink("/proc/self/fd/#{fd}")}"
rescue ArgumentError
  # The interpreter keeps it for itself.
  next
end
