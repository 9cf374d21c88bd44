# frozen_string_literal: true

# Loads an application, warms it up, and tidies the heap that its workers are to share.

module ControlFreak
  module ShareMemProxy
    # Some versions of Ruby keep the thread of an ended Thread for three seconds, for the next one.
    THREAD_CACHE_SECONDS = 4.0

    # The method that `Module::Name.method` names.
    def self.resolve(reference)
      path, _, name = reference.rpartition(".")
      raise NameError, "Not of the form Module.method: #{reference}" if path.empty?

      Object.const_get(path).public_method(name)
    end

    def self.preload(reference)
      path = [reference, "#{reference}.rb"].find { |each| File.file?(each) }
      if path.nil? || (path != reference && library?(reference))
        require reference
      elsif path.end_with?(".rb")
        # By its full name, so that a worker's require finds it loaded.
        require File.expand_path(path)
      else
        load File.expand_path(path)
      end
    end

    # Whether `require` would find it but for the working folder.
    def self.library?(name)
      Gem.try_activate(name) if defined?(Gem) && $LOAD_PATH.resolve_feature_path(name)&.last == "#{Dir.pwd}/#{name}.rb"
      found = $LOAD_PATH.resolve_feature_path(name)
      found && found.last != "#{Dir.pwd}/#{name}.rb"
    end

    def self.load_lazy_parts
      Zeitwerk::Loader.eager_load_all if defined?(Zeitwerk::Loader)
      return unless defined?(Rails.application) && Rails.application

      Rails.application.config.eager_load_namespaces.each(&:eager_load!)
    end

    # Loads, warms up and tidies; answers with the milliseconds that it took.
    def self.load_application(options)
      begin_time = now
      options[:preload].each { |reference| preload(reference) }
      load_lazy_parts
      (options[:warm] + options[:before_fork]).each { |reference| resolve(reference).call }
      Inheritance.take_stock
      tidy_heap
      flush_output
      ((now - begin_time) * 1000).to_i
    end

    # What a child would otherwise do for itself, and pay for in copied pages.
    def self.tidy_heap
      if Process.respond_to?(:warmup)
        Process.warmup
      else
        # An object is old, and no longer written to by each collection, when it has survived several.
        4.times { GC.start }
        compact_heap
        # The answer is kept in the string.
        ObjectSpace.each_object(String, &:valid_encoding?)
      end
      System.trim_heap
    end

    def self.compact_heap
      GC.compact if GC.respond_to?(:compact)
    rescue NotImplementedError
      nil
    end

    # What waits in a buffer would be lost at the end.
    def self.flush_output
      [$stdout, $stderr, STDOUT, STDERR].uniq.each do |stream|
        stream.flush
      rescue IOError, SystemCallError, NoMethodError
        next
      end
    end

    def self.await_cached_threads
      patience = now + THREAD_CACHE_SECONDS
      sleep 0.05 while System.ruby_threads.empty? && System.other_threads.any? && now < patience
    end
  end
end
