# frozen_string_literal: true

# Failures in the words that a person would use.

module ControlFreak
  module ShareMemProxy
    # What is refused, and would be again: a sentence for people.
    class Refusal < StandardError; end

    # What the system's errors say is short where a process is to be made.
    SHORTAGES = {
      Errno::E2BIG => "Its command and variables are larger than this system takes.",
      Errno::EAGAIN => "The system allows no more processes. Stop some, or raise the limit (ulimit -u).",
      Errno::EMFILE => "The proxy has as many files and pipes open as it may have. Stop some of its services, or raise " \
                       "the limit (ulimit -n) before it is run.",
      Errno::ENFILE => "The whole system has as many files open as it can have.",
      Errno::ENOMEM => "The system has not enough memory for another process."
    }.freeze

    # An expected failure: a sentence for people.
    class Failure < StandardError; end

    LASTING = %w[E2BIG EACCES EISDIR ELOOP ENAMETOOLONG ENOENT ENOEXEC ENOTDIR EPERM].map { |name| Errno.const_get(name) }.freeze
    # Before the reason of what is final, on its way from a child.
    FINAL = "\0"

    def self.reason_of(error)
      case error
      when Failure, Refusal then error.message
      when ->(one) { SHORTAGES.key?(one.class) } then SHORTAGES.fetch(error.class)
      # These name Ruby's own function behind the reason.
      when SystemCallError
        error.message.sub(/ @ \w+/, "").sub(" - ", ": ").sub(/\ANo such file or directory:?/, "No such file:")
      else "#{error.class}: #{error.message}"
      end
    end

    # Whether it would be the same the next time, as the panel itself sees it for its own children.
    def self.final?(error)
      [Refusal, *LASTING].any? { |kind| error.is_a?(kind) }
    end

    def self.text(bytes)
      bytes.dup.force_encoding(Encoding::UTF_8).scrub
    end
  end
end
