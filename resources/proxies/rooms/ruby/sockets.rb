# frozen_string_literal: true

# The listening sockets that the workspace names.

require "fcntl"

module ControlFreak
  module ShareMemProxy
    SOCKET_VARIABLE = "_CFK_SOCK_"
    # As for systemd's children: SD_LISTEN_FDS_START.
    FIRST_SOCKET = 3
    # Beyond the numbers that a template's children have them by.
    TEMPLATE_SOCKETS = 64

    # The listening sockets that this process can give to others: the proxy all that it has inherited, a template those
    # that its worker was given.
    module Sockets
      @numbers = {}

      class << self
        # From the variables, which no child is to see.
        def inherit
          ENV.keys.select { |name| name.start_with?(SOCKET_VARIABLE) }.each do |variable|
            handle = System.handle(Integer(ENV.delete(variable), 10, exception: false) || -1)
            next warn("#{variable} names no open descriptor") unless handle

            handle.close_on_exec = true
            @numbers[variable.delete_prefix(SOCKET_VARIABLE)] = handle.fileno
          end
        end

        def numbers_of(names)
          raise Failure, "To hand on sockets the library fiddle is needed" unless names.empty? || System::AVAILABLE

          names.map do |name|
            @numbers[name] || raise(Failure, "This proxy has no socket named #{name}: it was started before it")
          end
        end

        # In a child: it has these and no others.
        def give(names, copies)
          copies.each_with_index do |fd, i|
            System.replace_descriptor(fd, FIRST_SOCKET + i)
            IO.for_fd(fd).close
          end
          @numbers = names.each_with_index.to_h { |name, i| [name, FIRST_SOCKET + i] }
        end

        # In a template: its children get those numbers, which the worker's objects must then never close.
        def move_away
          return [] if @numbers.empty?

          ObjectSpace.each_object(IO) do |io|
            io.autoclose = false if !io.closed? && @numbers.value?(io.fileno)
          rescue IOError
            # One that was never opened.
            next
          end
          @numbers = @numbers.transform_values { |fd| beyond(TEMPLATE_SOCKETS, System.handle(fd)) }
          @numbers.values
        end

        # A copy with a number from that one on.
        def beyond(first, handle)
          handle.fcntl(Fcntl::F_DUPFD, first).tap { |fd| System.handle(fd).close_on_exec = true }
        end
      end
    end
  end
end
