package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import controlfreak.workspace.json.JsonProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of workspace files that are wrong. */
class WorkspaceProblemsTest {
    /** Each file with what is said of it: one sentence with line, column and the field's path. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | w.cfk, line 1, column 1: The file is empty.",
                "[] | w.cfk, line 1, column 1: An object in { } is needed here.",
                "7 | w.cfk, line 1, column 1: An object in { } is needed here.",
                "oops | w.cfk, line 1, column 1: This is not JSON. Look for a comma, a quote or a bracket that is missing or"
                        + " too much.",
                "{'controlfreak':1,^ 'env': { 'A': 'x' 'B': 'y' }} | w.cfk, line 2, column 20 (env.A): This is not JSON."
                        + " Look for a comma, a quote or a bracket that is missing or too much.",
                "{'controlfreak':1,^ 'proxies':[{'name':'p' | w.cfk, line 2, column 24 (proxies[0].name): The file ends"
                        + " before it is complete. A bracket or a quote is missing.",
                "{'controlfreak':1}^{} | w.cfk, line 2, column 1: There is more after the closing bracket.",
                "{} | w.cfk, line 1, column 1: This is not a workspace: \"controlfreak\": 1 is missing.",
                "{'controlfreak':2} | w.cfk, line 1, column 17 (controlfreak): A newer Control Freak wrote this file"
                        + " (format 2, this one reads up to 1). Update Control Freak to open it.",
                "{'controlfreak':0} | w.cfk, line 1, column 17 (controlfreak): There is no format 0. The first is 1.",
                "{'controlfreak':'1'} | w.cfk, line 1, column 17 (controlfreak): A whole number is needed here, without"
                        + " quotes.",
                "{'controlfreak':1,'env':[]} | w.cfk, line 1, column 25 (env): An object in { } is needed here.",
                "{'controlfreak':1,'env':{'PORT':80}} | w.cfk, line 1, column 33 (env.PORT): A text in quotes is needed"
                        + " here, or null to take the variable away.",
                "{'controlfreak':1,'env':{'A=B':'x'}} | w.cfk, line 1, column 32 (env[\"A=B\"]): A variable's name cannot"
                        + " hold \"=\".",
                "{'controlfreak':1,'env':{'':'x'}} | w.cfk, line 1, column 29 (env[\"\"]): A variable needs a name.",
                "{'controlfreak':1,'env':{'A\\u0000':'x'}} | w.cfk, line 1, column 36 (env[\"A\\x00\"]): A variable's name"
                        + " cannot hold a NUL character.",
                "{'controlfreak':1,'env':{'A':'\\u0000'}} | w.cfk, line 1, column 30 (env.A): A variable's value cannot"
                        + " hold a NUL character.",
                "{'controlfreak':1,^'env':{'A':'1',^'A':'2'}} | w.cfk, line 3, column 1 (env.A): The key \"A\" is there"
                        + " twice. Remove one of them.",
                "{'controlfreak':1,'proxies':{}} | w.cfk, line 1, column 29 (proxies): A list in [ ] is needed here.",
                "{'controlfreak':1,'proxies':[7]} | w.cfk, line 1, column 30 (proxies[0]): An object in { } is needed here.",
                "{'controlfreak':1,'proxies':[{}]} | w.cfk, line 1, column 30 (proxies[0]): The field \"name\" is missing.",
                "{'controlfreak':1,'services':[{'name':'a'}]} | w.cfk, line 1, column 31 (services[0]): The field"
                        + " \"command\" is missing.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x ${90+instanz}'}]} | w.cfk, line 1, column 53"
                        + " (services[0].command): ${90+instanz} cannot be read. Write ${instance} or, for example,"
                        + " ${9100+instance}.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','env':{'P':'${instance'}}]} | w.cfk, line 1,"
                        + " column 68 (services[0].env.P): ${instance cannot be read. Write ${instance} or, for"
                        + " example, ${9100+instance}.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','instances':9,'ready':{'port':'${65530+instance}'}}]}"
                        + " | w.cfk, line 1, column 79 (services[0].ready): ${65530+instance} is 65539 for instance"
                        + " 9. A port is between 1 and 65535.",
                "{'controlfreak':1,'envFile':[{'path':'.env','dialect':'csh'}]} | w.cfk, line 1, column 55"
                        + " (envFile[0].dialect): \"compose\", \"foreman\", \"ruby\" or \"systemd\" is needed here.",
                "{'controlfreak':1,'envFile':[{'dialect':'ruby'}]} | w.cfk, line 1, column 30 (envFile[0]): The field"
                        + " \"path\" is missing.",
                "{'controlfreak':1,'services':[{'name':7,'command':'x'}]} | w.cfk, line 1, column 39 (services[0].name): A"
                        + " text in quotes is needed here.",
                "{'controlfreak':1,'services':[{'name':'a/b','command':'x'}]} | w.cfk, line 1, column 39"
                        + " (services[0].name): A name has only letters, digits, dots, dashes and underscores.",
                "{'controlfreak':1,'services':[{'name':'a\\n','command':'x'}]} | w.cfk, line 1, column 39"
                        + " (services[0].name): The name has a line feed (U+000A) at its end.",
                "{'controlfreak':1,'proxies':[{'name':'..'}]} | w.cfk, line 1, column 38 (proxies[0].name): The name"
                        + " \"..\" has a meaning of its own. Choose another.",
                "{'controlfreak':1,'services':[{'name':'a','command':7}]} | w.cfk, line 1, column 53"
                        + " (services[0].command): A command is a text in quotes or a list of them.",
                "{'controlfreak':1,'services':[{'name':'a','command':null}]} | w.cfk, line 1, column 53"
                        + " (services[0].command): A command is a text in quotes or a list of them.",
                "{'controlfreak':1,'services':[{'name':'a','command':[]}]} | w.cfk, line 1, column 53"
                        + " (services[0].command): A command needs at least the program's name.",
                "{'controlfreak':1,'services':[{'name':'a','command':['x',1]}]} | w.cfk, line 1, column 58"
                        + " (services[0].command[1]): A text in quotes is needed here.",
                "{'controlfreak':1,'services':[{'name':'a','command':' '}]} | w.cfk, line 1, column 53"
                        + " (services[0].command): A command cannot be empty.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','cwd':'\\u0000'}]} | w.cfk, line 1, column 63"
                        + " (services[0].cwd): A folder's name cannot hold a NUL character.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','tags':['t',null]}]} | w.cfk, line 1, column 69"
                        + " (services[0].tags[1]): A text in quotes is needed here.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ignoreStdout':1}]} | w.cfk, line 1, column 72"
                        + " (services[0].ignoreStdout): true or false is needed here, without quotes.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stdin':'closed'}]} | w.cfk, line 1, column 65"
                        + " (services[0].stdin): \"open\", \"empty\" or {\"socket\": \"NAME\"} is needed here.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stdin':{'socket':'s'}}]} | w.cfk, line 1, column 65"
                        + " (services[0].stdin): There is no socket named \"s\".",
                "{'controlfreak':1,'sockets':{'s':{'tcp':80}},'services':[{'name':'a','command':'x','sockets':['s','t']}]}"
                        + " | w.cfk, line 1, column 99 (services[0].sockets[1]): There is no socket named \"t\".",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','sockets':['s','s']}]} | w.cfk, line 1, column 67"
                        + " (services[0].sockets): A socket can be given once.",
                "{'controlfreak':1,'sockets':{'a-b':{'tcp':80}}} | w.cfk, line 1, column 36 (sockets.a-b): A socket's name"
                        + " has only letters, digits and underscores.",
                "{'controlfreak':1,'sockets':{'s':{'tcp':'web:80'}}} | w.cfk, line 1, column 41 (sockets.s.tcp): An address"
                        + " with a port is needed here, such as 127.0.0.1:8080, 0.0.0.0:8080, [::1]:8080, or a port alone.",
                "{'controlfreak':1,'sockets':{'s':{'tcp':80,'mode':'0660'}}} | w.cfk, line 1, column 51 (sockets.s.mode):"
                        + " Only a Unix socket has this.",
                "{'controlfreak':1,'sockets':{'s':{'unix':'x','mode':'rw'}}} | w.cfk, line 1, column 53 (sockets.s.mode): A"
                        + " mode of three digits from 0 to 7 is needed here, such as 0660.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','maxRetries':1.5}]} | w.cfk, line 1, column 70"
                        + " (services[0].maxRetries): A whole number is needed here, without a fraction.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','maxRetries':1001}]} | w.cfk, line 1, column 70"
                        + " (services[0].maxRetries): The number of retries is between 0 and 1000.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','startWait':-0.5}]} | w.cfk, line 1, column 69"
                        + " (services[0].startWait): The time to start is between 0 and 3600 seconds.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stopWait':1e99999999}]} | w.cfk, line 1, column 68"
                        + " (services[0].stopWait): The time to stop is between 0 and 3600 seconds.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stopWait':'2'}]} | w.cfk, line 1, column 68"
                        + " (services[0].stopWait): A number of seconds is needed here, without quotes.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stop':{'wait':3601}}]} | w.cfk, line 1, column 72"
                        + " (services[0].stop.wait): The time to stop is between 0 and 3600 seconds.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','before':['mkdir','-p','run']}]} | w.cfk, line 1,"
                        + " column 75 (services[0].before[1]): A list here is one of commands. Put the words of a command"
                        + " into a list of their own: [[\"mkdir\", \"-p\", \"run\"]].",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','after':{'command':'y','wait':3601}}]} | w.cfk,"
                        + " line 1, column 87 (services[0].after.wait): The time for a command is between 0 and 3600 seconds.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','after':3}]} | w.cfk, line 1, column 65"
                        + " (services[0].after): A command is a text in quotes or a list of them.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','successExit':[0]}]} | w.cfk, line 1, column 72"
                        + " (services[0].successExit[0]): An exit code here is between 1 and 255; 0 is always a normal end.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','successExit':[3,3]}]} | w.cfk, line 1, column 71"
                        + " (services[0].successExit): Each way to end is named once.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','successExit':['STOP']}]} | w.cfk, line 1, column 72"
                        + " (services[0].successExit[0]): An exit code from 1 to 255, or the name of a signal that ends a"
                        + " process, without SIG, is needed here: HUP, INT, QUIT, ABRT, KILL, USR1, SEGV, USR2, PIPE, ALRM,"
                        + " TERM.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','startLimit':{'starts':0,'seconds':1}}]} | w.cfk,"
                        + " line 1, column 80 (services[0].startLimit.starts): The number of starts is between 1 and 1000.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','maxDelay':3601}]} | w.cfk, line 1, column 68"
                        + " (services[0].maxDelay): The longest delay is between 0 and 3600 seconds.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stop':{'signal':'SIGQUIT'}}]} | w.cfk, line 1,"
                        + " column 74 (services[0].stop.signal): The name of a signal without SIG is needed here: HUP, INT,"
                        + " QUIT, ABRT, KILL, USR1, SEGV, USR2, PIPE, ALRM, TERM, CONT, STOP, WINCH.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stop':{'signal':'STOP'}}]} | w.cfk, line 1,"
                        + " column 74 (services[0].stop.signal): SIGSTOP ends nothing.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','stop':{'command':'y','to':'main'}}]} | w.cfk, line"
                        + " 1, column 84 (services[0].stop.to): A command is given already, and no signal is sent.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','reload':{'check':'y'}}]} | w.cfk, line 1, column"
                        + " 66 (services[0].reload): One of these is needed here: signal, command.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','reload':{'signal':'KILL'}}]} | w.cfk, line 1,"
                        + " column 76 (services[0].reload.signal): SIGKILL reloads nothing.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x'},^{'name':'b','command':'x','proxy':'q'}]} | w.cfk,"
                        + " line 2, column 35 (services[1].proxy): There is no proxy named \"q\" in this file.",
                "{'controlfreak':1,'proxies':[{'name':'p','services':[{'name':'b','command':'x','proxy':'q'}]}]} | w.cfk,"
                        + " line 1, column 88 (proxies[0].services[0].proxy): This service stands below another proxy. Move"
                        + " it, or remove this field.",
                "{'controlfreak':1,'proxies':[{'name':'p'},^{'name':'p'}]} | w.cfk, line 2, column 9 (proxies[1].name):"
                        + " There are two proxies named \"p\".",
                "{'controlfreak':1,'proxies':[{'name':'p','services':[{'name':'a','command':'x'},^{'name':'b','command':'x'},^"
                        + "{'name':'c','command':'x','instances':1001}]}]} | w.cfk, line 3, column 39"
                        + " (proxies[0].services[2].instances): The number of instances is between 1 and 1000.",
                "{'controlfreak':1,'proxies':[{'name':'p','services':[{'name':'a','command':'x'}]}],^"
                        + "'services':[{'name':'z','command':'x'},{'name':'a','command':'x'}]} | w.cfk, line 2, column 48"
                        + " (services[1].name): There are two services named \"a\".",
                "{'controlfreak':1,'services':[{'name':'a','instances':2,'command':'x'},^{'name':'a-2','command':'x'}]} |"
                        + " w.cfk, line 2, column 9 (services[1].name): Two services would run a process named \"a-2\".",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','dependsOn':['b']}]} | w.cfk, line 1, column 69"
                        + " (services[0].dependsOn): An object in { } is needed here.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','dependsOn':{'b':1}}]} | w.cfk, line 1, column 74"
                        + " (services[0].dependsOn.b): \"ready\", \"running\" or \"completed\" is needed here.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','dependsOn':{'b/':'ready'}}]} | w.cfk, line 1,"
                        + " column 75 (services[0].dependsOn[\"b/\"]): A name has only letters, digits, dots, dashes and"
                        + " underscores.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','dependsOn':{^'b':'ready'}}]} | w.cfk, line 2,"
                        + " column 5 (services[0].dependsOn.b): There is no service or proxy named \"b\".",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','dependsOn':{'a':'ready'}}]} | w.cfk, line 1,"
                        + " column 74 (services[0].dependsOn.a): a would wait for itself: a → a.",
                "{'controlfreak':1,'proxies':[{'name':'p','services':[{'name':'web','command':'x','proxy':'p',^"
                        + "'dependsOn':{'db':'ready'}}]}],^'services':[{'name':'db','command':'x','dependsOn':{'web':'running'}}]}"
                        + " | w.cfk, line 2, column 19 (proxies[0].services[0].dependsOn.db): web would wait for itself:"
                        + " web → db → web.",
                "{'controlfreak':1,'proxies':[{'name':'p','services':[{'name':'a','command':'x','dependsOn':{'p':'ready'}}]}]}"
                        + " | w.cfk, line 1, column 97 (proxies[0].services[0].dependsOn.p): a is started by the proxy p, so"
                        + " always after it.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ready':{}}]} | w.cfk, line 1, column 65"
                        + " (services[0].ready): One of these is needed here: port, command, log, notify.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ready':{'log':'x','port':1}}]} | w.cfk, line 1,"
                        + " column 72 (services[0].ready.log): Only one of these can be given: port, log.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ready':{'port':65536}}]} | w.cfk, line 1, column 73"
                        + " (services[0].ready.port): A port is between 1 and 65535.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ready':{'port':1,'host':' '}}]} | w.cfk, line 1,"
                        + " column 82 (services[0].ready.host): The name of a host is needed.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ready':{'log':'(x'}}]} | w.cfk, line 1, column 72"
                        + " (services[0].ready.log): This is no regular expression: Unclosed group.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ignoreStdout':true,'ignoreStderr':true,^"
                        + "'ready':{'log':'x'}}]} | w.cfk, line 2, column 9 (services[0].ready): No line can be found where no"
                        + " output is kept.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','ready':{'notify':false}}]} | w.cfk, line 1,"
                        + " column 75 (services[0].ready.notify): Only true makes sense here. Leave it out for no wait.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','live':{'command':[]}}]} | w.cfk, line 1, column 75"
                        + " (services[0].live.command): A command needs at least the program's name.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','live':{'port':1,'every':0}}]} | w.cfk, line 1,"
                        + " column 82 (services[0].live.every): The time between two checks is between 0.1 and 3600 seconds.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','live':{'port':1,'timeout':9999}}]} | w.cfk, line 1,"
                        + " column 84 (services[0].live.timeout): The time for an answer is between 0.1 and 3600 seconds.",
                "{'controlfreak':1,'services':[{'name':'a','command':'x','live':{'port':1,'failures':0}}]} | w.cfk, line 1,"
                        + " column 85 (services[0].live.failures): The number of failures is between 1 and 1000.",
            })
    void badFilesSayWhatIsWrongAndWhere(String file, String message) {
        assertThat(problem(file.replace('\'', '"').replace('^', '\n'))).isEqualTo(message);
    }

    private static String problem(String text) {
        return catchThrowableOfType(JsonProblem.class, () -> WorkspaceReader.read(text))
                .in("w.cfk");
    }

    @Test
    void aNumberBeyondAllNumbersIsNamed() {
        JsonProblem problem = catchThrowableOfType(
                JsonProblem.class, () -> WorkspaceReader.read("{\"controlfreak\": 1e99999999999}"));
        assertThat(problem.in("shop.cfk"))
                .isEqualTo("shop.cfk, line 1, column 18 (controlfreak): No number can be that large, or that small.");
    }

    @Test
    void aLongKeyIsQuotedInPart() {
        JsonProblem problem = catchThrowableOfType(
                JsonProblem.class,
                () -> WorkspaceReader.read("{\"controlfreak\": 1, \"env\": {\"" + "a".repeat(1_000_000) + "\": []}}"));
        assertThat(problem.in("shop.cfk")).hasSizeLessThan(2000).contains("aaa…");
    }
}
