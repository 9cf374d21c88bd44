package controlfreak.workspace.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSpliceTest {
    /** What a text becomes when it is to say something else; an apostrophe stands for a quote, a caret for a newline. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ 'a' : 1.0 ,'b':[ 1,2 ] }^ | {'a':1.0,'b':[1,3]} | { 'a' : 1.0 ,'b':[ 1,3 ] }^",
                "{'a':1,'b':2,'c':3} | {'a':1,'c':3} | {'a':1,'c':3}",
                "{'a':1,'b':2} | {'b':2} | {'b':2}",
                "{'a':1,'b':2} | {'a':1} | {'a':1}",
                "{'a':1} | {'a':1,'b':{'c':2}} | {'a':1, 'b':{'c':2}}",
                "{^\t'a': 1^} | {'a':1,'b':{'c':2}} | {^\t'a': 1,^\t'b': {^\t\t'c': 2^\t}^}",
                "{^  'o': { 'x': 1 },^^  'b': 2^} | {'o':{'x':1},'n':5,'b':2} | {^  'o': { 'x': 1 },^  'n': 5,^^  'b': 2^}",
                "{^  'e': { 'x': 1 },^  's': {}^} | {'e':{'x':1,'y':2},'s':{'e':{'z':3}}} |"
                        + " {^  'e': { 'x': 1, 'y': 2 },^  's': {^    'e': { 'z': 3 }^  }^}",
                "[^ {'name':'a'},^ {'name':'b'}^] | [{'name':'b'}] | [^ {'name':'b'}^]",
                "[^ {'name':'a'},^ {'name':'b'}^] | [{'name':'a'},{'name':'b'},{'name':'c'}] |"
                        + " [^ {'name':'a'},^ {'name':'b'},^ {'name':'c'}^]",
                "[^ {'name':'a', 'v':1},^ {'name':'b'}^] | [{'name':'n'},{'name':'a', 'v':1},{'name':'b'}] |"
                        + " [^ {'name':'n'},^ {'name':'a', 'v':1},^ {'name':'b'}^]",
                "[ {^  'name': 'a'^}, {^  'name': 'b'^} ] | [{'name':'a'},{'name':'x'},{'name':'b'}] |"
                        + " [ {^  'name': 'a'^}, {^  'name': 'x'^}, {^  'name': 'b'^} ]",
                "{'e':{'a':1,'b':2}} | {'e':{'b':2,'a':1}} | {'e':{'b':2,'a':1}}",
                "{^ 'a': 1^ , 'b': 2^} | {'a':1,'b':2,'c':3} | {^ 'a': 1^ , 'b': 2^ , 'c': 3^}",
                "{ 't': [ 'x', 'y' ] } | {'t':['x','z','y']} | { 't': [ 'x', 'z', 'y' ] }",
            })
    void changesWhatIsEditedAndNothingElse(String before, String after, String edited) throws JsonProblem {
        String text = json(before);
        String spliced = JsonSplice.splice(text, plain(text), plain(json(after)));
        assertThat(spliced).isEqualTo(json(edited));
        assertThat(plain(spliced)).isEqualTo(plain(json(after)));
    }

    @Test
    void keepsWhatIsSpeltOutAlthoughItMeansNothingNew() throws JsonProblem {
        String text = "{ \"name\": \"a\", \"wait\": 1.0, \"env\": { }, \"size\": 2 }";
        Object before = plain("{\"name\":\"a\",\"size\":2}");
        assertThat(JsonSplice.splice(text, before, plain("{\"name\":\"a\",\"size\":3}")))
                .isEqualTo(text.replace("2", "3"));
        assertThat(JsonSplice.splice(
                        text, before, plain("{\"name\":\"a\",\"wait\":7,\"env\":{\"A\":\"1\"},\"size\":2}")))
                .isEqualTo("{ \"name\": \"a\", \"wait\": 7, \"env\": { \"A\": \"1\" }, \"size\": 2 }");
    }

    @Test
    void lineEndsStay() throws JsonProblem {
        String text = "{\r\n\t\"a\": { \"b\": 1 },\r\n\t\"c\": 2\r\n}";
        assertThat(JsonSplice.splice(text, plain(text), plain("{\"a\":{\"b\":1},\"c\":2,\"d\":{\"e\":[1]}}")))
                .isEqualTo("{\r\n\t\"a\": { \"b\": 1 },\r\n\t\"c\": 2,\r\n\t\"d\": {\r\n\t\t\"e\": [ 1 ]\r\n\t}\r\n}");
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace('^', '\n');
    }

    private static Object plain(String text) throws JsonProblem {
        return JsonTree.parse(text).plain();
    }
}
