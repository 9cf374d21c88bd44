package controlfreak.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import controlfreak.model.Workspace;
import controlfreak.workspace.json.JsonProblem;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkspaceWriterTest {
    private static final String ALL = """
            {
              "controlfreak": 1,
              "env": {
                "LANG": "C.UTF-8",
                "HOME": null
              },
              "proxies": [ {
                "name": "shop",
                "description": "All",
                "command": "p.py",
                "auto": false,
                "cwd": "app",
                "env": {
                  "DB": "x"
                },
                "services": [ {
                  "name": "web",
                  "command": [ "worker.py", "" ],
                  "instances": 8,
                  "tags": [ "web", "a b" ],
                  "later": {
                    "deep": [ 1, 2.50, null ]
                  }
                }, {
                  "name": "second",
                  "command": "x"
                } ],
                "colour": "red"
              } ],
              "services": [ {
                "name": "redis",
                "description": "Cache é 😀",
                "command": "x",
                "cwd": "/srv",
                "env": {
                  "PORT": "80"
                },
                "stdin": "open",
                "ignoreStdout": true,
                "ignoreStderr": true,
                "respawnOnFail": false,
                "respawnOnStop": true,
                "maxRetries": 0,
                "startWait": 0.25,
                "stop": {
                  "signal": "QUIT",
                  "to": "main",
                  "wait": 30,
                  "later": 7
                },
                "reload": {
                  "signal": "HUP",
                  "check": [ "redis", "check" ],
                  "later": 7
                }
              }, {
                "name": "db",
                "command": "db",
                "dependsOn": {
                  "redis": "ready",
                  "shop": "running"
                },
                "ready": {
                  "log": "ready to accept .* connections",
                  "later": 7
                },
                "live": {
                  "command": [ "db", "ping" ],
                  "every": 2.5,
                  "timeout": 1,
                  "failures": 1,
                  "colour": "red"
                }
              }, {
                "name": "api",
                "command": "api",
                "ready": {
                  "port": 8080,
                  "host": "api.test"
                },
                "live": {
                  "port": 8080
                }
              }, {
                "name": "mail",
                "command": "mail",
                "stop": {
                  "command": "mail quit"
                },
                "reload": {
                  "command": "mail reload"
                },
                "ready": {
                  "notify": true
                }
              } ],
              "note": "kept"
            }
            """;

    @Test
    void whatIsReadIsWrittenAsItWas() throws JsonProblem {
        assertThat(WorkspaceWriter.write(WorkspaceReader.read(ALL))).isEqualTo(ALL);
    }

    @Test
    void keysComeInTheirOrderAndDefaultsAreLeftOut() throws JsonProblem {
        String shuffled = """
                {"note":1,"services":[{"command":"x","tags":[],"env":{},"extra":[],"name":"a","instances":1,"cwd":"",
                "description":"","ignoreStdout":false,"maxRetries":8,"startWait":1.0,"stopWait":10,"stop":{"signal":"TERM","wait":10},"respawnOnFail":true,"dependsOn":{}}],
                "proxies":[{"services":[{"live":{"failures":3,"timeout":5,"every":10,"host":"localhost","port":80},"name":"b",
                "command":"x","ready":{"every":1,"command":"y"}}],"auto":true,"name":"p"}],"controlfreak":1,"env":{}}
                """;
        assertThat(WorkspaceWriter.write(WorkspaceReader.read(shuffled))).isEqualTo("""
                        {
                          "controlfreak": 1,
                          "proxies": [ {
                            "name": "p",
                            "services": [ {
                              "name": "b",
                              "command": "x",
                              "ready": {
                                "command": "y"
                              },
                              "live": {
                                "port": 80
                              }
                            } ]
                          } ],
                          "services": [ {
                            "name": "a",
                            "command": "x",
                            "extra": [ ]
                          } ],
                          "note": 1
                        }
                        """);
        assertThat(WorkspaceWriter.write(Workspace.EMPTY)).isEqualTo("{\n  \"controlfreak\": 1\n}\n");
    }

    @Test
    void halfACharacterIsKept() throws JsonProblem {
        String file = "{\n  \"controlfreak\": 1,\n  \"env\": {\n    \"A\": \"x\\ud83dy😀\"\n  }\n}\n";
        Workspace workspace = WorkspaceReader.read(file);
        assertThat(WorkspaceWriter.write(workspace)).isEqualTo(file);
    }

    @Test
    void anyWorkspaceIsReadAsItWasWritten() throws JsonProblem {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            Workspace workspace = RandomWorkspaces.next(random);
            String text = WorkspaceWriter.write(workspace);
            Workspace read = WorkspaceReader.read(text);
            assertThat(read).isEqualTo(workspace);
            assertThat(List.copyOf(read.env().entries().keySet()))
                    .isEqualTo(List.copyOf(workspace.env().entries().keySet()));
            assertThat(WorkspaceWriter.write(read)).isEqualTo(text);
        }
    }
}
