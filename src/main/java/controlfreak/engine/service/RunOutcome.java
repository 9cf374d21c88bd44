package controlfreak.engine.service;

import controlfreak.engine.base.Causes;
import controlfreak.engine.base.Phrases;
import controlfreak.model.ExitStatus;
import java.util.Optional;
import java.util.OptionalLong;

/** How one process of a service ended, for whoever decides what follows. Engine thread only. */
final class RunOutcome {
    private Optional<ExitStatus> exit = Optional.empty();
    private String words = "";
    private String afterwards = "";
    private String hint = "";
    private String inputHint = "";
    private boolean ended;
    private boolean inBackground;
    private boolean orphaned;
    private boolean unwell;
    private boolean lost;
    private boolean overdue;
    private boolean broken;
    private boolean hopeless;
    private boolean early;

    /**
     * It has ended.
     *
     * @param status empty where only its parent knows: then it is not known to have ended well
     * @param end how it ended, in a short phrase
     * @param isMissed whether somebody waits in vain for it to be ready
     * @return the phrase for its row
     */
    String exited(Optional<ExitStatus> status, String end, boolean isMissed) {
        ended = true;
        exit = status;
        early = isMissed && hasEndedWell();
        return unwell ? words : early ? end + ", before it was ready" : end;
    }

    void setWords(String why) {
        words = why;
    }

    /** How its process ended; empty where it had none, or nobody knows. */
    Optional<ExitStatus> exit() {
        return exit;
    }

    void setInBackground(String why) {
        inBackground = true;
        words = why + hint;
    }

    /** What else there is to say where it has gone to the background. */
    void setHint(String text) {
        hint = text.isEmpty() ? "" : "; " + text;
    }

    /** What may have ended it by itself, unless it has left somebody behind; may be empty. */
    void setInputHint(String text) {
        inputHint = text;
    }

    /** It has left nobody behind: what may have ended it by itself, else empty. */
    String takeInputHint() {
        String text = inputHint;
        inputHint = "";
        words = text.isEmpty() ? words : words + "; " + text;
        return text;
    }

    void setOrphaned() {
        orphaned = true;
    }

    void setUnwell(String trouble) {
        unwell = true;
        words = trouble;
    }

    void setLost(String why) {
        lost = true;
        words = why;
    }

    void setOverdue() {
        overdue = true;
    }

    /** Its start was refused, and will be until somebody changes something. */
    void setHopeless() {
        hopeless = true;
    }

    /** A bug has come up in handling it, which is how it failed then, whatever it exits with. */
    void setBroken(String why) {
        broken = true;
        setUnwell(why);
    }

    /** What there is to say where a bug has come up in handling it. */
    String brokenWords(boolean hasStarted, OptionalLong pid) {
        boolean mayLive = hasStarted && !ended;
        String who = pid.isPresent() ? "Pid " + pid.getAsLong() : "Its process";
        return mayLive ? Phrases.INTERNAL_ERROR + " " + who + " may live on; end it by hand." : Phrases.INTERNAL_ERROR;
    }

    /** Something has gone wrong that changes nothing: told beside how it ended. */
    void hadTroubleAfterwards(String trouble) {
        afterwards = Causes.joined(afterwards, trouble);
    }

    /** What went wrong once it had ended; else empty. */
    String troubleAfterwards() {
        return afterwards;
    }

    /** In a short phrase. */
    String words() {
        return Causes.joined(words, afterwards);
    }

    /** Whether who would have reported its end has died. */
    boolean isOrphaned() {
        return orphaned;
    }

    /** Whether it is ended because it did not do its work, which is how it failed, whatever it exits with. */
    boolean isUnwell() {
        return unwell;
    }

    /** Whether it lives on behind its first process, where it cannot be watched. */
    boolean isInBackground() {
        return inBackground;
    }

    /** Whether it ended as a program does that has done its work. */
    boolean isGood() {
        return !early && hasEndedWell();
    }

    /** The same, whoever waits for more of it. */
    boolean hasEndedWell() {
        return !unwell && exit.filter(ExitStatus::isNormal).isPresent();
    }

    /** Whether it was not heard to have ended, though it was killed, and is not waited for any more. */
    boolean isLost() {
        return lost;
    }

    /** Whether it is ended because of a bug in handling it. */
    boolean isBroken() {
        return broken;
    }

    /** Whether it is known to have ended. */
    boolean hasExited() {
        return ended;
    }

    /** Whether it was given up: it is lost or broken, or its start was never answered, or is refused for good. */
    boolean isGivenUp() {
        return lost || overdue || broken || hopeless;
    }
}
