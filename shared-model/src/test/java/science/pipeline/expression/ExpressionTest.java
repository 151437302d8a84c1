package science.pipeline.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    private static double number(String text) {
        return Expression.number(text, Monitor.SCOPE).value(Monitor.INDOOR);
    }

    private static boolean holds(String text) {
        return Expression.condition(text, Monitor.SCOPE).holds(Monitor.INDOOR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cpm / 334                      | 0.11976047904191617
            334                            | 334
            0x1F + .5                      | 31.5
            1 / 2                          | 0.5
            7 % 4 - -7 % 4                 | 6
            2 + 3 * 4 - 10 / 4             | 11.5
            -cpm * -2                      | 80
            -(cpm + 1)                     | -41
            (2 + 3) * 4                    | 20
            10 - 4 - 3                     | 3
            abs(lat)                       | 33.9
            sqrt(cpm * 10)                 | 20
            exp(0) + log(1) + log10(1000)  | 4
            pow(cpm, 2)                    | 1600
            min(cpm, temp_c, 7)            | 7
            max(cpm, temp_c, 7)            | 40
            sin(0) + cos(0) + tan(0)       | 1
            asin(0) + acos(1) + atan(0)    | 0
            atan2(1, 0) * 2                | 3.141592653589793
            hypot(3, 4)                    | 5
            floor(lat) + ceil(lat)         | -67
            round(2.5)                     | 3
            round(-2.5)                    | -3
            round(0.49999999999999994)     | 0
            cpm > 20 ? 1 : 0               | 1
            device.load * 2                | 1
            column("E (MeV)") * 0.001      | 1.2
            """)
    void numbersAreComputedAsDoubles(String text, double expected) {
        assertThat(number(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpm > 20 && abs(lat) < 34",
                "cpm > 20 || pressure > 3",
                "!(cpm > 50)",
                "cpm == 40 && cpm != 41 && cpm >= 40 && cpm <= 40",
                "cpm in [1, 2, 40]",
                "cpm / 2 in [20]",
                "place == \"indoor\"",
                "\"indoor\" == place",
                "place in [\"indoor\", 'outdoor']",
                "place != \"outdoor\"",
                "on",
                "on == true && on != false && true == on",
                "!(on == false)",
                "(cpm > 3) == true",
                "(cpm < 3) == false",
                "cpm > 3 ? on : calibrated",
                "has(cpm) && has(place) && has(on) && has(cpm / 2)",
                "!has(pressure) && !has(owner) && !has(calibrated) && !has(cpm / pressure)",
                "isnan(0 / 0) && isnan(sqrt(-1)) && !isnan(1 / 0)",
                "// counts a minute\ncpm > 20\n  && on",
            })
    void conditionsHold(String text) {
        assertThat(holds(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pressure < 3",
                "pressure <= 3",
                "pressure > 3",
                "pressure >= 3",
                "pressure == 3",
                "pressure != 3",
                "pressure == pressure",
                "pressure != pressure",
                "pressure in [3]",
                "3 != pressure",
                "0 / 0 != 1",
                "pressure * 0 == 0",
                "min(pressure, 3) == 3",
                "max(3, pressure) == 3",
                "pow(pressure, 2) != 1",
                "owner == \"me\"",
                "owner != \"me\"",
                "owner in [\"me\"]",
                "calibrated",
                "calibrated == true",
                "calibrated == false",
                "calibrated != true",
                "calibrated != false",
            })
    void noComparisonWithAMissingValueHolds(String text) {
        assertThat(holds(text)).as(text).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pressure + 1", "-pressure", "abs(pressure)", "cpm * pressure", "hypot(pressure, 3)"})
    void arithmeticWithAMissingValueIsMissing(String text) {
        assertThat(number(text)).isNaN();
    }

    @Test
    void whatIsNotAComparisonIsPlainLogicOfComparisons() {
        assertThat(holds("!(pressure > 3)")).isTrue();
        assertThat(holds("!calibrated")).isTrue();
        assertThat(number("pressure > 3 ? 1 : 2")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cpm/334                          | cpm / 334
            ((cpm)) + (2*3)                  | cpm + 2 * 3
            cpm - (3 - 2) - 1                | cpm - (3 - 2) - 1
            cpm / (3 * 2) / 1                | cpm / (3 * 2) / 1
            -(5)                             | -5
            -(cpm)                           | -cpm
            -(cpm * 2)                       | -(cpm * 2)
            - cpm * 2                        | -cpm * 2
            --cpm                            | cpm
            1e3 + 1e300 + 0.5 + -0.0         | 1000 + 1.0E300 + 0.5 + -0.0
            min(1,2,cpm)                     | min(min(1, 2), cpm)
            (cpm > 3 ? 1 : 2) * 2            | (cpm > 3 ? 1 : 2) * 2
            cpm > 3 ? 1 : (on ? 2 : 3)       | cpm > 3 ? 1 : on ? 2 : 3
            (on ? cpm > 1 : on) ? 1 : 2      | (on ? cpm > 1 : on) ? 1 : 2
            column("E (MeV)") + column("cpm")| column("E (MeV)") + cpm
            """)
    void numbersHaveOneForm(String text, String expected) {
        NumberExpression expression = Expression.number(text, Monitor.SCOPE);
        assertThat(expression.text()).isEqualTo(expected);
        assertThat(Expression.number(expected, Monitor.SCOPE)).isEqualTo(expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            cpm>20&&abs(lat)<34              ; cpm > 20 && abs(lat) < 34
            on && (on && (on && on))         ; on && on && on && on
            on && (on || on)                 ; on && (on || on)
            (on && on) || on                 ; on && on || on
            !(on)                            ; !on
            !(on && on)                      ; !(on && on)
            !(on == false)                   ; !(on == false)
            on != true                       ; on == false
            isnan(cpm)                       ; !has(cpm)
            has(on)                          ; has(on)
            place in ['a']                   ; place == "a"
            place in ["a", "a", "b"]         ; place in ["a", "b"]
            'a' != place                     ; place != "a"
            place == "a\\"\\\\b"             ; place == "a\\"\\\\b"
            cpm + 1 in [1, 2.50]             ; cpm + 1 in [1, 2.5]
            (cpm > 1 ? on : on) && on        ; (cpm > 1 ? on : on) && on
            """)
    void conditionsHaveOneForm(String text, String expected) {
        BooleanExpression expression = Expression.condition(text, Monitor.SCOPE);
        assertThat(expression.text()).isEqualTo(expected);
        assertThat(Expression.condition(expected, Monitor.SCOPE)).isEqualTo(expression);
    }

    @Test
    void itsNamesAreThoseThatItUses() {
        assertThat(Expression.condition("lat * cpm > 3 && on || place == 'a' || has(owner)", Monitor.SCOPE)
                        .names())
                .containsExactly("lat", "cpm", "on", "place", "owner");
    }

    @Test
    void fieldsMayBearWordsThatOtherLanguagesReserve() {
        Scope scope = new Scope(java.util.Map.of("package", Type.NUMBER, "in", Type.NUMBER, "loop", Type.NUMBER));
        assertThat(Expression.number("package + loop + column('in')", scope).text())
                .isEqualTo("package + loop + column(\"in\")");
    }
}
