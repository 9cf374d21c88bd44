ARGV[0].to_i.times { |number| puts "line #{number}" }
