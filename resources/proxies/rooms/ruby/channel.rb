# frozen_string_literal: true

# Messages between the proxy and a template.

require "json"
require "socket"

module ControlFreak
  module ShareMemProxy
    TEMPLATE_SECONDS = 10.0
    # Inherited by every child; who connects is checked by its pid all the same.
    REFORK_ADDRESS = "\0cfk-refork-#{Random.urandom(16).unpack1("H*")}"

    # Messages over a socket between the proxy and a template.
    class Channel
      attr_reader :socket

      def initialize(socket)
        @socket = socket
        @rest = "".b
      end

      # Whether a message has been received already.
      def waiting?
        @rest.include?("\n")
      end

      def send(message)
        data = "#{JSON.generate(message)}\n".b
        # The signal of a broken pipe would be the worker's end.
        data = data.byteslice(@socket.send(data, Socket::MSG_NOSIGNAL)..-1) until data.empty?
      end

      # The next message; nil at the end. Raises when it takes too long.
      def receive(seconds = nil)
        deadline = seconds && (ShareMemProxy.now + seconds)
        until waiting?
          left = deadline && [deadline - ShareMemProxy.now, 0].max
          raise Failure, "It takes too long" unless @socket.wait_readable(left)

          data = @socket.recv(PIPE_READ)
          return if data.empty?

          @rest << data
        end
        JSON.parse(@rest.slice!(/.*?\n/).force_encoding(Encoding::UTF_8))
      end

      def close
        @socket.close
      end
    end
  end
end
