# frozen_string_literal: true

# The pipes to the panel and to children.

module ControlFreak
  module ShareMemProxy
    PIPE_READ = 65_536

    # Writes what a pipe takes and keeps the rest, so that a slow reader never stops the proxy.
    class PipeWriter
      attr_reader :io, :backlog, :broken, :ending

      def initialize(io, limit)
        @io = io
        @limit = limit
        @backlog = String.new
        @broken = false
      end

      def full?
        @backlog.bytesize >= @limit
      end

      def pending?
        !@backlog.empty?
      end

      def write(data)
        return if @broken

        @backlog << data.b
        flush
      end

      # Closes it once all is written.
      def end
        @ending = true
        flush
      end

      def abandon
        @backlog.clear
        self.end
      end

      def flush
        while pending?
          written = @io.write_nonblock(@backlog.byteslice(0, PIPE_READ), exception: false)
          return if written == :wait_writable

          @backlog.slice!(0, written)
        end
      rescue SystemCallError, IOError
        @broken = true
        @backlog.clear
      ensure
        @io.close if @ending && !pending?
      end
    end

    # Collects the bytes of the command pipe into lines, however they arrive.
    class CommandReader
      attr_reader :io, :lines

      def initialize(io)
        @io = io
        @parts = []
        @lines = []
      end

      # False at the end of the pipe.
      def read
        data = @io.read_nonblock(PIPE_READ, exception: false)
        return false if data.nil?

        take(data) unless data == :wait_readable
        true
      rescue SystemCallError
        false
      end

      def take(data)
        @parts << data
        return unless data.include?("\n")

        *lines, rest = @parts.join.split("\n", -1)
        @lines.concat(lines.reject { |line| line.match?(/\A\s*\z/n) })
        @parts = [rest]
      end
    end

    # The same pipe, without the flags that it shares with whoever else holds it.
    def self.own_description(stream)
      path = "/proc/self/fd/#{stream.fileno}"
      File.pipe?(path) ? File.open(path, File::WRONLY) : stream.dup
    end

    # The three pipes, none of which a child or a print can reach by its number.
    def self.pipes_of(stdio)
      LineRelay.in_pieces = ENV.delete("_CFK_LOG_PIECES") == "1"
      if stdio
        pipes = [STDIN.dup, own_description(STDOUT), own_description(STDERR)]
        STDIN.reopen(File::NULL)
        STDOUT.reopen(STDERR)
        return pipes
      end
      %w[COMMAND STATUS LOG].zip(%w[r w w]).map do |name, mode|
        pipe = IO.for_fd(Integer(ENV.delete("_CFK_#{name}_FD"), 10), mode)
        pipe.close_on_exec = true
        pipe
      end
    rescue TypeError, ArgumentError, SystemCallError
      warn "This program is started by Control Freak; see --help."
      exit 2
    end
  end
end
