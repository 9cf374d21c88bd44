puts "leaving with #{ARGV[0]}"
exit ARGV[0].to_i
