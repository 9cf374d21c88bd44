# Reads on in each, as many lines as it is told, or all: says the first and the last, and how many they were.
$stdout.sync = true
most = ARGV[0]&.to_i
HalfRead::FILES.each do |name, file|
  lines = []
  while (most.nil? || lines.size < most) && (line = file.gets)
    lines << line.chomp
  end
  puts "#{name}=#{[*lines.first, *lines.last, lines.size].join(" ")}"
end
puts "up"
loop { sleep 600 }
