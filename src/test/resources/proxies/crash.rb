def deeper
  raise "the worker broke"
end

deeper
