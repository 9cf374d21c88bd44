# frozen_string_literal: true

# What the panel asks for.

require "json"

module ControlFreak
  module ShareMemProxy
    # The part of a proxy that obeys.
    module Commands
      NAME = /\A(?!-\z)[\w.-]{1,200}\z/.freeze
      NAME_RULE = "A name has up to 200 letters, digits, _ . - and is not \"-\""
      VERBS = %w[start stop signal input refork shutdown].freeze

      private

      def obey(line)
        command = parse(line)
        return if command.nil?

        verb = command["command"]
        unless VERBS.include?(verb)
          complain("Ignored, unknown command: #{verb}")
          return
        end
        begin
          send("command_#{verb}", command)
        rescue StandardError => error
          complain("Ignored, #{verb}: #{ShareMemProxy.reason_of(error)}")
          nil
        end
      end

      def parse(line)
        text = line.dup.force_encoding(Encoding::UTF_8)
        raise Failure if !text.valid_encoding? || half_a_pair?(text)

        command = JSON.parse(text)
        return command if command.is_a?(Hash) && command["command"].is_a?(String)

        raise Failure
      rescue JSON::JSONError, Failure, ArgumentError, EncodingError
        complain("Ignored, no command: #{line.byteslice(0, 200)}")
        nil
      end

      # One of two \\u that stand for one character.
      def half_a_pair?(text)
        text.gsub(/\\u[dD][89abAB]\h\h\\u[dD][c-fC-F]\h\h|\\[^u]/, "").match?(/\\u[dD][89a-fA-F]/)
      end

      def command_start(command)
        raise Refusal, NAME_RULE unless command["name"].is_a?(String)

        answer_start(command)
      end

      def answer_start(command)
        name = command["name"]
        raise Refusal, NAME_RULE unless NAME.match?(name)
        raise Failure, "#{name} runs already, pid #{@by_name[name].pid}" if @by_name[name]

        start(command)
      rescue Failure, Refusal, SystemCallError => error
        say_failed(name, ShareMemProxy.reason_of(error), ShareMemProxy.final?(error))
        nil
      end

      def say_failed(name, reason, final)
        say("failed", name: name, reason: ShareMemProxy.text(reason), **(final ? { final: true } : {}))
      end

      def command_stop(command)
        child = child_of(command)
        name = command["signal"].nil? ? "TERM" : command["signal"]
        child.signal(signal_number(name), command["to"] == "main")
        # One that is paused acts on no other signal.
        child.signal(Signal.list["CONT"])
        nil
      end

      def command_signal(command)
        child_of(command).signal(signal_number(command["signal"]), command["to"] == "main")
        nil
      end

      def command_input(command)
        child = child_of(command)
        text = command["text"].nil? ? "" : command["text"]
        raise Failure, "What is to be read is no text" unless text.is_a?(String)
        raise Failure, "#{child.name} has no open standard input" if child.stdin.nil? || child.stdin.ending
        raise Failure, "#{child.name} does not read its standard input" if child.stdin.full?

        child.stdin.write(text)
        child.stdin.end if ShareMemProxy.true?(command["end"])
        nil
      end

      def command_shutdown(_)
        @stop_asked = true
        nil
      end

      def child_of(command)
        name = command["name"]
        raise Failure, "No name" unless name.is_a?(String)

        @by_name[name] || raise(Failure, "#{name} does not run")
      end

      def signal_number(name)
        raise Failure, "A signal is a name or a number" unless name.is_a?(String) || Rights.whole?(name)

        number = name.to_s.match?(/\A[1-9]\d?\z/) ? name.to_i : Signal.list[name.to_s.delete_prefix("SIG")]
        raise Failure, "Unknown signal: #{name}" unless number && number.positive? && Signal.list.value?(number)

        number
      end
    end
  end
end
