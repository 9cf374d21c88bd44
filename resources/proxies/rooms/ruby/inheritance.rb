# frozen_string_literal: true

# What a forked child inherits from the load: what was registered or opened while loading belongs to the load, and a
# child begins with its own.

module ControlFreak
  module ShareMemProxy
    module Inheritance
      HELP = <<~END_OF_HELP
        what a child inherits, and what it does not:
          shared    modules and data; files that are only written, or appended to; the working folder of the proxy; the
                    umask as loading has left it; variables that were set while loading (the panel names them)
          its own   files that are read, opened anew at the same line; random numbers: also those of Random objects that
                    were made while loading, whatever seed they had; signal handlers, time zone, locale, $0; the queues
                    of epoll, which are empty
          not       sockets, pipes and databases that were opened while loading: they lead nowhere, and the service's log
                    names them; what was registered with at_exit, as a finalizer or as a Tempfile while loading: it runs
                    when the proxy ends, once. What a child registers itself runs when the child ends.
          --after-fork names a method that is called in each child before the worker: connect there, or register there
          with at_exit what a library has registered while it was loaded. --keep-exit-handlers runs in each child, after
          its own, all that was registered with at_exit while loading: for libraries that write down at the end what they
          hold. END { } is not among it.
          Of a service's variables RUBYLIB has its effect; what else an interpreter reads when it starts (RUBYOPT,
          RUBY_GC_HEAP_INIT_SLOTS, LD_PRELOAD ...) must be set on the proxy.
      END_OF_HELP

      LC_CTYPE = 0

      class << self
        # ------------------------------------------------ in the proxy

        def before_load(keep_exit_handlers)
          @folder = Dir.pwd
          @variables = ENV.to_h
          @opened_before = System.open_descriptors
          @streams = { identity_of(2) => :stderr, identity_of(1) => :stdout }
          @descriptors = {}
          @generators = []
          @own_folders = []
          @kept_handlers = []
          ObjectSpace.singleton_class.prepend(FinalizerDefinitions)
          record_exit_handlers if keep_exit_handlers
        end

        def record_exit_handlers
          handlers = @kept_handlers
          recorder = Module.new do
            define_method(:at_exit) do |&block|
              handlers << block unless handlers.frozen?
              super(&block)
            end
          end
          [Object, Kernel.singleton_class].each { |place| place.prepend(recorder) }
        end

        def take_stock
          @kept_handlers.freeze
          # Commands are looked for there, and the panel shows it.
          absolute = $LOAD_PATH.map { |folder| folder.is_a?(String) ? File.expand_path(folder) : folder }
          $LOAD_PATH.replace(absolute) if absolute != $LOAD_PATH
          Dir.chdir(@folder)
          find_generators
          # What waits in a buffer at a fork would be written twice.
          flush_files
          (System.open_descriptors - @opened_before).sort.each { |fd| @descriptors[fd] = Descriptor.new(fd, @streams) }
        end

        # In a template those that the worker has made, too.
        def find_generators
          @generators = ObjectSpace.each_object(Random).to_a
        end

        def flush_files
          ObjectSpace.each_object(IO) do |io|
            io.flush
          rescue IOError, SystemCallError
            next
          end
        end

        # What loading has set, and nil for what it has taken away.
        def changed_variables(added)
          now = ENV.to_h
          names = (now.keys | @variables.keys).reject { |name| now[name] == @variables[name] || added.include?(name) }
          names.sort.map { |name| [name, now[name]] }.to_h
        end

        # Of what does not carry over, in words.
        def notes(where)
          loops, lost = @descriptors.values.select(&:told).partition { |descriptor| descriptor.fate == :empty }
          names = lost.map { |descriptor| "#{descriptor.words} (descriptor #{descriptor.fd})" }.join(", ")
          notes = lost.empty? ? [] : ["Open since loading, and leading nowhere #{where}: #{names}. Open it in the worker"]
          notes + loops.map do |loop|
            "An event loop was made while loading (descriptor #{loop.fd}) and is empty #{where}. Make it in the worker"
          end
        end

        # ------------------------------------------------ descriptors

        def identity_of(fd)
          stat = System.handle(fd).stat
          [stat.dev, stat.ino]
        end

        def replace(fd, opened)
          if System::AVAILABLE
            System.replace_descriptor(opened.fileno, fd)
          else
            System.handle(fd).reopen(opened)
          end
          System.handle(fd).close_on_exec = true
        end

        # Keeps the first three and the kept one. Those of the load stay open for the sake of their objects, which
        # believe to own the numbers and would one day close there what the worker has opened.
        def take_places
          @descriptors.each_value(&:take_place)
        end

        def settle_descriptors(kept, interpreter, closes)
          nowhere = Nowhere.new
          (System.open_descriptors - [0, 1, 2, *kept, *nowhere.own]).each do |fd|
            descriptor = @descriptors[fd] if interpreter
            if descriptor&.still_there?
              descriptor.settle(nowhere)
            elsif closes
              close_number(fd)
            else
              nowhere.replace(fd)
              @descriptors[fd] = Descriptor.new(fd, {}).tap { |each| each.told = false }
            end
          end
          nowhere.close
        end

        def close_number(fd)
          handle = System.handle(fd)
          return if handle.nil?

          # Without it only the object would be closed.
          handle.autoclose = true
          handle.close
        end

        # ------------------------------------------------ in a child

        # Renews what the interpreter holds for one process; answers with sentences for the service's log.
        def begin(own_variables)
          told = notes("here")
          # The application may have chosen a seed, which all children would share.
          Random.srand
          renew_generators(told)
          [STDOUT, STDERR].each { |stream| stream.sync = true }
          own = own_variables.reject { |_, value| value.nil? || value.to_s.empty? }
          renew_locale if own.keys.any? { |name| name.match?(/\A(?:LC_ALL|LC_CTYPE|LANG)\z/) }
          @own_folders = own["RUBYLIB"].to_s.split(File::PATH_SEPARATOR).map { |folder| File.expand_path(folder) }
          $LOAD_PATH.unshift(*@own_folders)
          @kept_handlers.each { |handler| at_exit(&handler) }
          told
        end

        def renew_generators(told)
          @generators.each do |generator|
            Random.instance_method(:initialize).bind(generator).call
          rescue StandardError => error
            told << "A #{generator.class} made while loading gives the same numbers in every service: #{error.message}"
          end
        end

        def renew_locale
          return unless System::AVAILABLE

          System.call("setlocale", [Fiddle::TYPE_INT, Fiddle::TYPE_VOIDP], LC_CTYPE, "")
          # The name "locale" stays what it was at the start.
          Encoding.default_external = Encoding.find(Encoding.locale_charmap)
        end

        # In a template, what the worker has put before $LOAD_PATH.
        def forget_own_folders
          @own_folders.each { |folder| $LOAD_PATH.delete_at($LOAD_PATH.index(folder) || $LOAD_PATH.size) }
        end

        # Lets go of what the child has made, as an interpreter does: finalizers run, files are written.
        def end
          Finalizer.run_own
          flush_files
        end
      end
    end
  end
end
