package science.pipeline.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionFaultTest {

    private static String number(String text) {
        return fault(() -> Expression.number(text, Monitor.SCOPE));
    }

    private static String condition(String text) {
        return fault(() -> Expression.condition(text, Monitor.SCOPE));
    }

    private static String fault(Runnable reading) {
        try {
            reading.run();
            return "no fault";
        } catch (ExpressionFault fault) {
            return String.valueOf(fault.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            ``               ; column 1: found the end, expected a number, a name, a function or (
            cpm >            ; column 6: found the end, expected a number, a name, a function or (
            cpm + * 2        ; column 7: found '*', expected a number, a name, a function or (
            (cpm             ; column 5: found the end, expected ')'
            cpm)             ; column 4: found ')', expected an operator or the end
            cpm 3            ; column 5: found '3', expected an operator or the end
            2cpm             ; column 2: found 'cpm', expected an operator or the end
            cpm = 3          ; column 5: found '=', expected ==
            cpm === 3        ; column 7: found '=', expected ==
            cpm <> 3         ; column 6: found '>', expected != for unequal
            on & on          ; column 4: found '&', expected &&
            on | on          ; column 4: found '|', expected ||
            on and on        ; column 4: found 'and', expected &&
            on or on         ; column 4: found 'or', expected ||
            not on           ; column 5: found 'on', expected ! instead of not
            cpm ^ 2          ; column 5: found '^', expected pow(x, y)
            cpm ** 2         ; column 6: found '*', expected pow(x, y) for a power
            place == "a      ; column 10: found '"a', expected a text with both its quotes in one line
            cpm > µ          ; column 7: found 'µ', expected a number, a name, a function or (
            cpm # 3          ; column 5: found '#', expected an operator or the end
            """)
    void whatCannotBeReadIsSaidWithItsColumn(String text, String message) {
        assertThat(condition(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cpn / 334          | column 1: found the unknown name 'cpn', expected one of cpm, temp_c, lat,
            1 + device.lod     | column 5: found the unknown name 'device.lod', expected one of cpm,
            lg(cpm)            | column 1: found the unknown function 'lg', expected one of abs, acos, asin, atan, atan2, ceil, column,
            cpm + sqrt(1, 2)   | column 7: found sqrt of 2 values, expected 1 value
            pow(2)             | column 1: found pow of 1 value, expected 2 values
            min(2)             | column 1: found min of 1 value, expected 2 values or more
            place + 1          | column 1: found 'place', which is a name, expected a number
            on + 1             | column 1: found 'on', which is true or false, expected a number
            cpm > 3            | column 1: found a condition, expected a number; CONDITION ? 1 : 0 makes one
            1 + (cpm > 3)      | column 6: found a condition, expected a number; CONDITION ? 1 : 0 makes one
            true               | column 1: found a condition, expected a number; CONDITION ? 1 : 0 makes one
            "a"                | column 1: found the text "a", expected a number
            null + 1           | column 1: found null, expected a number
            b'a' + 1           | column 1: found bytes, expected a number
            5u                 | column 1: found a number with u behind it, expected a number
            [1]                | column 1: found a list, expected a number
            {1: 2}             | column 1: found braces, expected a number
            cpm[0]             | column 1: found an index in brackets, expected names with points
            cpm.abs()          | column 1: found .abs(…), expected functions with all values in their parentheses
            column(cpm)        | column 8: found 'cpm', expected a text in quotes: "cpm"
            1e999              | column 1: found a number beyond the largest double, expected at most 1.79
            123456789012345678901 | column 1: found '123456789012345678901', expected a whole number within ±9223372036854775807;
            getClass()         | column 1: found the unknown function 'getClass', expected one of abs,
            cpm.class          | column 1: found the unknown name 'cpm.class', expected one of cpm,
            """)
    void whatIsNoNumberIsSaid(String text, String beginning) {
        assertThat(number(text)).startsWith(beginning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cpm               | column 1: found 'cpm', which is a number, expected a condition, as cpm > 0
            place             | column 1: found 'place', which is a name, expected a condition, as place == "…"
            cpm + 1           | column 1: found a number, expected a condition, as x > 0
            abs(cpm)          | column 1: found a number, expected a condition, as x > 0
            1                 | column 1: found a number, expected a condition, as x > 0
            place == indoor   | column 10: found 'indoor', expected a text in quotes: "indoor"
            place == 3        | column 10: found a number, expected a text in quotes
            place > "a"       | column 1: found '>' for a name, expected ==, != or in
            cpm == "a"        | column 8: found the text "a", expected a number
            2 < cpm < 5       | column 1: found '<' for true or false, expected each bound by itself: 2 < x && x < 5
            on > 1            | column 1: found '>' for true or false, expected numbers on both sides
            on == on          | column 1: found two conditions compared, expected true or false on one side
            on == 1           | column 1: found two conditions compared, expected true or false on one side
            place in "a"      | column 10: found the text "a", expected a list of values, as ["a", "b"] or [1, 2]
            place in []       | column 10: found an empty list, expected a list of values, as ["a", "b"] or [1, 2]
            cpm in ["a"]      | column 9: found the text "a", expected a number
            cpm in [lat]      | column 9: found 'lat', expected a number; x == a || x == b compares with others
            has()             | column 1: found has of 0 values, expected 1 value
            has(pt)           | column 5: found the unknown name 'pt', expected one of cpm,
            place.matches("a")| column 1: found .matches(…), expected functions with all values in their parentheses
            """)
    void whatIsNoConditionIsSaid(String text, String beginning) {
        assertThat(condition(text)).startsWith(beginning);
    }

    @Test
    void aPlaceInSeveralLinesIsToldByLineAndColumn() {
        assertThat(condition("cpm > 20\n  && latt < 3")).startsWith("line 2, column 6: found the unknown name 'latt'");
        assertThat(condition("cpm > 20\n  && ")).startsWith("line 2, column 6: found the end");
    }

    @Test
    void columnsAreCountedAsPeopleCountThem() {
        assertThat(condition("place == \"\uD83D\uDE00\" && cpn > 3")).startsWith("column 17: found the unknown name");
    }

    @Test
    void lengthDepthAndSizeAreBounded() {
        assertThat(number("1" + " ".repeat(1023))).isEqualTo("no fault");
        assertThat(number("1" + " ".repeat(1024)))
                .isEqualTo("column 1025: found an expression of 1025 characters, expected at most 1024");
        assertThat(number("(".repeat(500) + "1" + ")".repeat(500))).contains("found more than 250 levels");
        assertThat(number("1" + "+1".repeat(400))).contains("found more than 250 levels");
        assertThat(number("min(" + "1,".repeat(320) + "1)"))
                .contains("found more than 300 numbers, names and operators");
        assertThat(number("1" + "+1".repeat(120))).isEqualTo("no fault");
    }

    /**
     * Whatever the characters are: an expression, or a sentence about it. 3,000 short texts meet every pair of the
     * pieces.
     */
    @Test
    void noTextMakesItFailInAnotherWay() {
        Random random = new Random(19);
        String[] pieces = {
            "cpm", "place", "on", "1", "2.5", "1e9", "\"a\"", "'", "\"", "(", ")", "[", "]", "{", "}", "+", "-", "*",
                    "/",
            "%", "<", "<=", "==", "!=", "in", "&&", "||", "!", "?", ":", ",", ".", "has", "min", "abs", "b'x'", "r'",
                    "\\",
            "\n", " ", "//", "@", "\uD83D\uDE00", "\uD83D", "null", "true", "u", "`", "has(", "x.y", "\\u0000", "\0",
        };
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(10); left >= 0; left--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            assertThat(number(text.toString())).as(text.toString()).isNotEmpty();
            assertThat(condition(text.toString())).as(text.toString()).isNotEmpty();
        }
    }

    @Test
    void aFaultKnowsWhatWasFoundAndWhatWasExpected() {
        assertThatExceptionOfType(ExpressionFault.class)
                .isThrownBy(() -> Expression.number("cpm + place", Monitor.SCOPE))
                .satisfies(fault -> {
                    assertThat(fault.found()).isEqualTo("'place', which is a name at column 7");
                    assertThat(fault.expected()).isEqualTo("a number");
                });
    }
}
