package controlfreak.proxies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Commands as only a hostile or a broken panel sends them, and the answer that each proxy gives to each. */
final class OddCommands {
    private static final String NAME = "A name has up to 200 letters, digits, _ . - and is not \"-\"";
    private static final String NO_WORDS = "The command is neither a text nor a list of texts";
    private static final String NUL = "Neither a word, a folder nor a variable can hold a NUL";
    private static final String NO_SIGNAL = "A signal is a name or a number";
    private static final List<String> NO_TEXTS = List.of("5", "1.5", "true", "[]", "{}");
    private static final List<String> NO_OBJECTS = List.of("5", "true", "[]", "''", "'x'");

    private final List<String> lines = new ArrayList<>();
    private final Map<String, List<String>> answers = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    OddCommands() {
        noCommands();
        names();
        words();
        foldersAndVariables();
        streams();
        rights();
        signals();
        input();
        reforks();
        say("{'command':'stop','name':'runner','signal':null,'to':['main']}");
    }

    /** What is sent, a byte for each character, without the newlines. */
    List<String> lines() {
        return lines;
    }

    /** The statuses of each service, then its lines, as {@link ProxiesAlikeTest} writes them; "" has those of nobody. */
    Map<String, List<String>> answers() {
        return answers;
    }

    /** What the log of the proxy itself says. */
    List<String> complaints() {
        return complaints;
    }

    private void noCommands() {
        Stream.of(
                        "[]",
                        "17",
                        "null",
                        "{}",
                        "'start'",
                        "{'command':null}",
                        "{'command':5}",
                        "{'command':true}",
                        "{'command':['start']}",
                        "{'command':'start'",
                        "{'command':'start',}",
                        "{'command':'start','a':NaN}",
                        "{'command':'start','a':-Infinity}",
                        "{'command':'start','a':+1}",
                        "{'command':'start','a':01}",
                        "{'command':'start','a':1.}",
                        "{'command':'start','a':.5}",
                        "{'command':'start','a':1e}",
                        "{`command`:`start`}",
                        "{'command':'start','a':'\u0000'}",
                        "{'command':'start'}\u0000",
                        "\u0000",
                        "{'command':'start','a':'\u00ff'}",
                        "{'command':'start','a':'\u00c0\u0080'}",
                        "{'command':'start','a':'\\ud800'}",
                        "{'command':'start','a':'\\udc00'}",
                        "{'command':'start','a\\udbff':1}",
                        "{'command':'start','a':'\\udc00\\ud800'}",
                        "\u00ef\u00bb\u00bf{'command':'dance'}",
                        "[".repeat(100_000),
                        "{'a':".repeat(100_000),
                        "x".repeat(100_000))
                .forEach(line ->
                        complain(line, "Ignored, no command: " + line.substring(0, Math.min(200, line.length()))));
        complain("{'command':''}", "Ignored, unknown command: ");
        complain("{'command':'Start'}", "Ignored, unknown command: Start");
        complain("{'command':'\u00c3\u00a9'}\r", "Ignored, unknown command: \u00c3\u00a9");
        complain("{'command':'\\\\ud800'}", "Ignored, unknown command: \\ud800");
    }

    private void names() {
        for (String verb : List.of("start", "stop", "signal", "input")) {
            String wrong = "Ignored, " + verb + ": " + (verb.equals("start") ? NAME : "No name");
            complain("{'command':'" + verb + "'}", wrong);
            for (String value : List.of("null", "5", "true", "['x']", "{}")) {
                complain("{'command':'" + verb + "','name':" + value + "}", wrong);
            }
        }
        for (String verb : List.of("stop", "signal", "input")) {
            complain("{'command':'" + verb + "','name':''}", "Ignored, " + verb + ":  does not run");
            complain("{'command':'" + verb + "','name':'a b'}", "Ignored, " + verb + ": a b does not run");
        }
        for (String name : List.of("-", "a b", "a/b", "a:b", "a\n", "a\u0000", "\u00e9", "n".repeat(201))) {
            String written =
                    name.replace("\n", "\\n").replace("\u0000", "\\u0000").replace("\u00e9", "\\u00e9");
            answer(name, "{'command':'start','name':'" + written + "','cmd':['true']}", refused(NAME));
        }
        answer("", "{'command':'start','name':'','cmd':['true']}", refused(NAME));
        String longest = "n".repeat(200);
        answer(longest, "{'command':'start','name':'" + longest + "','cmd':['true']}", ran());
        answer("last", "{'command':'start','name':'first','name':'last','cmd':['true']}", ran());
    }

    private void words() {
        start("", refused(NO_WORDS));
        for (String value : List.of("null", "5", "true", "{}", "[5]", "[\"true\",null]", "[\"true\",[]]")) {
            start("'cmd':" + value, refused(NO_WORDS));
        }
        for (String value : List.of("''", "' '", "[]", "['']", "[' ','x']")) {
            start("'cmd':" + value, refused("The command is empty"));
        }
        start("'cmd':['true\\u0000']", refused(NUL));
        start("'cmd':['true','a\\u0000b']", refused(NUL));
        start("'cmd':'true a\\u0000b'", refused(NUL));
        start("'cmd':'sleep \\u0027x'", refused("A quotation mark is missing: sleep 'x"));
        start("'cmd':['no-such-program']", refused("No such file: no-such-program"));
        start("'cmd':['/tmp']", refused("Permission denied: /tmp"));
        start(
                "'cmd':['true','" + "y".repeat(200_000) + "']",
                refused("Its command and variables are larger than this system takes."));
        start("'cmd':['echo','\\ud83d\\ude00\\\\ud800']", ran("\u00f0\u009f\u0098\u0080\\ud800"));
        start("'cmd':['true'],'unknown':[[[[[[[[[[{}]]]]]]]]]],'':null", ran());
        start("'cmd':['true'],'unknown':'" + "z".repeat(300_000) + "'", ran());
    }

    private void foldersAndVariables() {
        NO_TEXTS.forEach(value -> startTrue("'cwd':" + value, refused("The working folder is no text")));
        startTrue("'cwd':null", ran());
        startTrue("'cwd':''", ran());
        startTrue("'cwd':'/tmp\\u0000x'", refused(NUL));
        startTrue("'cwd':'/no/such'", refused("Cannot enter the working folder /no/such: No such file or directory"));
        NO_OBJECTS.forEach(value -> startTrue("'env':" + value, refused("The environment is no object")));
        startTrue("'env':null", ran());
        startTrue("'env':{'':'x'}", refused("A variable cannot be called \"\""));
        startTrue("'env':{'A=B':'x'}", refused("A variable cannot be called \"A=B\""));
        startTrue("'env':{'A\\u0000':'x'}", refused(NUL));
        startTrue("'env':{'A':'x\\u0000y'}", refused(NUL));
        for (String value : List.of("1.5", "true", "[]", "{}")) {
            startTrue("'env':{'A':" + value + "}", refused("The variable A is no text"));
        }
        startTrue(
                "'env':{'A':'" + "v".repeat(200_000) + "'}",
                refused("Its command and variables are larger than this system takes."));
        startTrue("'env':{'PATH':null,'HOME':null,'CONTROL_FREAK_RUN':5}", ran());
        start(
                "'cmd':['sh','-c','echo $A $B $CONTROL_FREAK_SERVICE'],'env':{'A':5,'A':-7,'B':'=','CONTROL_FREAK_SERVICE':'me'}",
                ran("-7 = %s"));
    }

    private void streams() {
        for (String value : List.of("null", "0", "0.0", "false", "''", "'0'")) {
            start("'cmd':['echo','hi'],'no_new_session':0,'ignore_stdout':" + value, ran("hi"));
        }
        for (String value : List.of("1", "-1", "true", "'1'", "'no'", "[]", "{}")) {
            start("'cmd':['echo','hi'],'ignore_stdout':" + value, ran());
        }
        for (String value : List.of("null", "5", "'tty'", "[]", "{}", "true")) {
            start("'cmd':['cat'],'stdin':" + value, ran());
        }
        for (String value : List.of("5", "true", "{}", "'web'", "[5]", "[null]", "[['web']]")) {
            startTrue("'sockets':" + value, refused("The sockets are no list of names"));
        }
        startTrue("'sockets':null", ran());
        startTrue("'sockets':[]", ran());
        startTrue("'sockets':['nope']", failed("This proxy has no socket named nope: it was started before it"));
        startTrue("'tie_stdin_to':'nope'", failed("This proxy has no socket named nope: it was started before it"));
        startTrue("'tie_stdin_to':''", failed("This proxy has no socket named : it was started before it"));
        NO_TEXTS.forEach(
                value -> startTrue("'tie_stdin_to':" + value, refused("The standard input is tied to no name")));
    }

    private void rights() {
        for (String word : List.of("user", "group")) {
            for (String value : List.of("''", "1.5", "-1", "true", "[]", "{}", "'root\\u0000'")) {
                startTrue("'" + word + "':" + value, refused("The " + word + " is neither a name nor a number"));
            }
            startTrue("'" + word + "':null", ran());
            startTrue(
                    "'" + word + "':'nobody-\\u4e2d'",
                    refused("There is no " + word + " nobody-\u4e2d on this system"));
        }
        startTrue("'user':987654321", refused("There is no user 987654321 on this system"));
        for (String value : List.of("27", "''", "'9'", "'rwx'", "'-1'", "'00000027'", "'0027\\n'", "true", "[]")) {
            startTrue("'umask':" + value, refused("The umask is not such as \"0027\""));
        }
        start("'cmd':'umask; true','umask':'27'", ran("0027"));
        NO_OBJECTS.forEach(value -> startTrue("'limits':" + value, refused("The limits are no object")));
        for (String value : List.of(
                "5",
                "null",
                "'5'",
                "[]",
                "[5]",
                "[5,5,5]",
                "['5',5]",
                "[null,5]",
                "[1.5,5]",
                "[-2,5]",
                "[true,5]",
                "[1e30,5]",
                "[1" + "0".repeat(40) + ",null]",
                "{}")) {
            startTrue("'limits':{'nofile':" + value + "}", refused("The limit nofile is no list of two numbers"));
        }
        startTrue("'limits':{'bogus':[5,5]}", refused("The limit bogus cannot be set on this system"));
        startTrue("'limits':{'\\u00e9':[5,5]}", refused("The limit \u00e9 cannot be set on this system"));
        start("'cmd':'ulimit -n; true','limits':{'nofile':[77,null]}", ran("77"));
        for (String value : List.of("'5'", "5.5", "20", "-21", "true", "[]", "1" + "0".repeat(40))) {
            startTrue("'nice':" + value, refused("The niceness is no whole number from -20 to 19"));
        }
        for (String value : List.of("'5'", "5.5", "1001", "-1001", "true", "[]", "1" + "0".repeat(40))) {
            startTrue(
                    "'oomScoreAdj':" + value, refused("The out-of-memory score is no whole number from -1000 to 1000"));
        }
    }

    /** To a service that runs while all is tried. */
    private void signals() {
        answer("runner", "{'command':'start','name':'runner','cmd':['sleep','600']}", List.of("started own_program"));
        answer("runner", "{'command':'start','name':'runner'}", failed("runner runs already, pid N"));
        answers.get("runner").add("stopped 15");
        for (String verb : List.of("stop", "signal")) {
            String begin = "{'command':'" + verb + "','name':'runner','signal':";
            for (String value :
                    List.of("BOGUS", "SIGBOGUS", "", "term", "SIGSIGTERM", "ZERO", "EXIT", "0", "-1", "1000", "01")) {
                complain(begin + "'" + value + "'}", "Ignored, " + verb + ": Unknown signal: " + value);
            }
            for (String value : List.of("0", "-1", "1000")) {
                complain(begin + value + "}", "Ignored, " + verb + ": Unknown signal: " + value);
            }
            for (String value : List.of("true", "false", "1.5", "[]", "{}", "['TERM']")) {
                complain(begin + value + "}", "Ignored, " + verb + ": " + NO_SIGNAL);
            }
        }
        complain("{'command':'signal','name':'runner'}", "Ignored, signal: " + NO_SIGNAL);
        complain("{'command':'signal','name':'runner','signal':null}", "Ignored, signal: " + NO_SIGNAL);
        say("{'command':'signal','name':'runner','signal':'18','to':5}");
        say("{'command':'signal','name':'runner','signal':18,'to':null}");
        say("{'command':'signal','name':'runner','signal':'SIGCONT','to':{}}");
    }

    private void input() {
        for (String value : NO_TEXTS) {
            complain(
                    "{'command':'input','name':'runner','text':" + value + "}",
                    "Ignored, input: What is to be read is no text");
        }
        complain("{'command':'input','name':'runner','text':'x'}", "Ignored, input: runner has no open standard input");
        answer("reader", "{'command':'start','name':'reader','cmd':['cat'],'stdin':'open'}", ran("ab"));
        say("{'command':'input','name':'reader','text':'a','end':'0'}");
        say("{'command':'input','name':'reader','end':false}");
        say("{'command':'input','name':'reader','text':'b\\n','end':'1'}");
    }

    private void reforks() {
        for (String value : List.of("5", "true", "['x']", "{}")) {
            answer("", "{'command':'refork','name':" + value + "}", List.of("refused"));
        }
        answer("nobody", "{'command':'refork','name':'nobody'}", List.of("refused"));
    }

    private void startTrue(String field, List<String> answer) {
        start("'cmd':['true']," + field, answer);
    }

    /** Under a name that nobody else has. */
    private void start(String fields, List<String> answer) {
        String name = String.format(Locale.ROOT, "s%03d", lines.size());
        List<String> own = answer.stream().map(each -> each.replace("%s", name)).toList();
        answer(name, "{'command':'start','name':'" + name + "'" + (fields.isEmpty() ? "" : "," + fields) + "}", own);
    }

    private static List<String> refused(String reason) {
        return List.of("failed, final: " + reason);
    }

    private static List<String> failed(String reason) {
        return List.of("failed: " + reason);
    }

    private static List<String> ran(String... printed) {
        return Stream.concat(
                        Stream.of("started own_program", "stopped 0"),
                        Arrays.stream(printed).map(line -> "out: " + line))
                .toList();
    }

    private void answer(String name, String line, List<String> answer) {
        say(line);
        answers.computeIfAbsent(name, none -> new ArrayList<>()).addAll(answer);
    }

    private void complain(String line, String complaint) {
        say(line);
        complaints.add(complaint.replace('\'', '"'));
    }

    /** Quotation marks are written as apostrophes. */
    private void say(String line) {
        lines.add(line.replace('\'', '"'));
    }
}
