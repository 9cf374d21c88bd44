# Says that it is up, and does as much as it is let: a stage begins when its file appears in the folder of gates.
require_relative "catalogue"

$stdout.sync = true
puts "done 0"
done = 0
ENV["STAGES"].split.map(&:to_i).each do |stage|
  sleep 0.05 until File.exist?(File.join(ENV["GATES"], stage.to_s))
  Catalogue.serve(done += 1) while done < stage
  puts "done #{stage}"
end
sleep
