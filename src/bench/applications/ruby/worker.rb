# Says that it is up, and serves as much as it is let: a stage begins when its file appears in the folder of gates.
require_relative "shop"

$stdout.sync = true
puts "done 0"
served = 0
ENV["STAGES"].split.map(&:to_i).each do |stage|
  sleep 0.05 until File.exist?(File.join(ENV["GATES"], stage.to_s))
  Shop.serve(served += 1) while served < stage
  GC.start
  puts "done #{stage}"
end
sleep
