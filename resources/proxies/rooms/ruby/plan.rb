# frozen_string_literal: true

# How a command is to be run: inside this interpreter or as a program of its own.

require "rbconfig"
require "shellwords"

module ControlFreak
  module ShareMemProxy
    # How a command is to be run: by this interpreter (:file, :call) or as a program (:exec).
    class Plan
      QUOTED = /'[^']*'|"[^"$`\\]*(?:\\.[^"$`\\]*)*"|\\./m.freeze
      NEEDS_SHELL = /[|&;<>()$`*?\[\]{}~#\n]/.freeze
      CALL = /\A[A-Z]\w*(?:::[A-Z]\w*)*\.[a-z_]\w*[?!]?\z/.freeze

      attr_reader :kind, :words

      def initialize(kind, words)
        @kind = kind
        @words = words
      end

      def self.of(cmd, folder, path)
        plan = by_words(cmd)
        script = plan.kind == :exec && Script.of_this_interpreter(plan.words[0], folder, path)
        script ? new(:file, [script, *plan.words.drop(1)]) : plan
      end

      def self.by_words(cmd)
        return of_words(cmd) if cmd.is_a?(Array)

        unless cmd.gsub(QUOTED, "").match?(NEEDS_SHELL)
          words = Shellwords.split(cmd)
          words.shift if words[0] == "exec" && words[1]
          return of_words(words) unless words[0].include?("=")
        end
        new(:exec, ["/bin/sh", "-c", cmd])
      end

      def self.of_words(words)
        named = this_interpreter?(words[0])
        rest = named ? words.drop(1) : words
        return new(:file, rest) if rest[0] && !rest[0].start_with?("-") && (named || rest[0].end_with?(".rb"))
        return new(:call, words) if words[0].match?(CALL)

        new(:exec, words)
      end

      def self.this_interpreter?(program)
        return File.exist?(program) && File.realpath(program) == File.realpath(RbConfig.ruby) if program.include?("/")

        major, minor = RUBY_VERSION.split(".")
        ["ruby", "ruby#{major}", "ruby#{major}.#{minor}"].include?(program)
      end
    end

    # Programs whose first line names their interpreter, as those that gems bring do.
    module Script
      # The file; nil where it is another's.
      def self.of_this_interpreter(program, folder, path)
        script = find(program, folder, path)
        line = script && File.open(script, "rb") { |file| file.gets("\n", 4096) }
        words = line.to_s[/\A#!(.*)/, 1].to_s.split
        if words[0] && File.basename(words[0]) == "env"
          words.shift(words[1] == "-S" ? 2 : 1)
          words[0] &&= find(words[0], folder, path)
        end
        # An option changes what an interpreter is.
        script if words.size == 1 && words[0]&.include?("/") && Plan.this_interpreter?(words[0])
      rescue SystemCallError
        nil
      end

      def self.find(program, folder, path)
        places = program.include?("/") ? [folder] : path.split(":", -1).map { |each| File.expand_path(each, folder) }
        places.map { |place| File.expand_path(program, place) }.find { |file| File.file?(file) && File.executable?(file) }
      end
    end
  end
end
