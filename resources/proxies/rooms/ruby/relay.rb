# frozen_string_literal: true

# What children print, where the proxy passes it on.

module ControlFreak
  module ShareMemProxy
    LONGEST_LINE = 65_536

    # Turns what a child prints into lines with the child's name before them. An engine that joins pieces gets what there
    # is of a line at once, marked by a plus: a prompt is then seen.
    class LineRelay
      class << self
        attr_accessor :in_pieces
      end

      attr_reader :io

      def initialize(io, stream, name)
        @io = io
        @prefix = "#{stream}:#{name}:".b
        @piece_prefix = "#{stream}+:#{name}:".b
        @rest = "".b
        @in_line = false
      end

      # The next lines, ready for the log pipe; nil at the end.
      def read
        data = @io.read_nonblock(PIPE_READ, exception: false)
        return "" if data == :wait_readable
        return if data.nil?

        *lines, rest = (@rest + data).split("\n", -1)
        return frame_at_once(lines, rest) if LineRelay.in_pieces

        *of_rest, @rest = cut(rest)
        (lines.flat_map { |line| cut(line) } + of_rest).map { |piece| "#{@prefix}#{piece}\n" }.join
      end

      def frame_at_once(lines, rest)
        @in_line = !rest.empty?
        framed = lines.map { |line| "#{@prefix}#{line}\n" }
        framed << "#{@piece_prefix}#{rest}\n" if @in_line
        framed.join
      end

      def last
        @rest.empty? && !@in_line ? "" : "#{@prefix}#{@rest}\n"
      end

      def cut(line)
        return [line] if line.bytesize <= LONGEST_LINE

        (0...line.bytesize).step(LONGEST_LINE).map { |at| line.byteslice(at, LONGEST_LINE) }
      end
    end
  end
end
