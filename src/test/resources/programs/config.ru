# A web application that takes its time, for servers of Rack.
run(lambda do |env|
  if env["PATH_INFO"] == "/slow"
    File.write("begun", "")
    sleep 3
  end
  [200, { "content-type" => "text/plain" }, ["whole"]]
end)
