package science.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Names and values are what is written, in a file and as an option. */
class NamesAndValuesTest {

    @TempDir
    private Path folder;

    @Test
    void aScalarIsTheTextThatStandsThere() throws IOException {
        List<String> texts = List.of(
                "012",
                "0o17",
                "0x1F",
                "1_000",
                "1e3",
                "12:30",
                "007",
                "no",
                "on",
                "Yes",
                "off",
                "true",
                "null",
                ".5",
                "2026-01-16",
                "2026-01-16T10:00:00Z",
                "+1",
                "1.0",
                ".inf",
                "NaN",
                "y",
                "N",
                "6.02e+23",
                "=",
                "<<");
        String list = String.join(", ", texts);
        SampleKeys.Sample bound = SampleRun.bound(
                folder,
                "sample: {topic: 012, files: [%s], selections: {s: {detector_id: {in: [%1$s]}}}}".formatted(list));
        assertThat(bound.topic()).isEqualTo("012");
        assertThat(bound.files()).isEqualTo(texts);
        assertThat(bound.selections().get("s")).isEqualTo(Map.of("detector_id.in", String.join(",", texts)));
    }

    /** Spring has options in the order of a hash table, which is another one when it has more of them. */
    @Test
    void namesThatAreChosenInOptionsStandInTheirOwnOrderHoweverManyOthersThereAre() throws IOException {
        List<String> chosen = List.of("pairs", "spread", "transverse", "width");
        for (int others = 0; others < 60; others += 20) {
            List<String> options = new ArrayList<>();
            for (String name : List.of("width", "transverse", "spread", "pairs")) {
                options.add("--sample.selections." + name + ".pt.min=1");
                options.add("--sample.selections." + name + ".prescale=2");
            }
            for (int i = 0; i < others; i++) {
                options.add("--sample.deeper.properties.p" + i + "=x");
            }
            assertThat(SampleRun.bound(folder, "sample: {}", options.toArray(String[]::new))
                            .selections()
                            .keySet())
                    .containsExactlyElementsOf(chosen);
        }
    }

    @Test
    void whatATextMeansIsDecidedByTheTypeOfItsKey() throws IOException {
        SampleKeys.Sample bound = SampleRun.bound(
                folder, "sample: {partitions: 012, commit-interval: 5m, endless: yes, masses: {mu: 1e-1}}");
        assertThat(bound.partitions()).isEqualTo(12);
        assertThat(bound.commitInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(bound.endless()).isTrue();
        assertThat(bound.masses()).isEqualTo(Map.of("mu", 0.1));
    }

    @Test
    void aNameAsAKeyIsTakenAsItIs() throws IOException {
        Map<String, Double> masses = new LinkedHashMap<>();
        for (String name : List.of(
                "mu+", "mu-", "mu", "Mu", "D*", "J/psi", "Ds", "D_s", "d-s", "012", "no", "K0_S", "a b", "e", "E",
                "x.y", "x:y", "µ")) {
            masses.put(name, 1.0 + masses.size());
        }
        String entries = masses.entrySet().stream()
                .map(mass -> "    \"%s\": %s".formatted(mass.getKey(), mass.getValue()))
                .collect(Collectors.joining("\n"));
        SampleKeys.Sample bound = SampleRun.bound(folder, """
                sample:
                  masses:
                %s
                  selections: {D_s+: {pt: {min: 5}}, Ds: {pt: {min: 6}}, ds: {pt: {min: 7}}}
                  deeper.properties: {message.max.bytes: 8}
                """.formatted(entries));
        assertThat(bound.masses()).isEqualTo(masses);
        assertThat(bound.selections())
                .isEqualTo(Map.of(
                        "D_s+", Map.of("pt.min", "5"), "Ds", Map.of("pt.min", "6"), "ds", Map.of("pt.min", "7")));
        assertThat(bound.deeper().properties()).isEqualTo(Map.of("message.max.bytes", "8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mu+", "D_s", "Ds", "K0_S", "mu", "x.y", "[mu+]"})
    void anOptionNamesTheSameAsAFile(String name) throws IOException {
        String bare = name.replace("[", "").replace("]", "");
        SampleKeys.Sample bound = SampleRun.bound(
                folder,
                "sample.masses: {\"%s\": 1, other: 2}".formatted(bare),
                "--sample.masses." + name + "=3",
                "--sample.selections.high_pt.pt.min=4",
                "--sample.selections.high_pt.particle_type.in=a,b");
        assertThat(bound.masses()).isEqualTo(Map.of(bare, 3.0, "other", 2.0));
        assertThat(bound.selections()).containsOnlyKeys("high_pt");
        assertThat(bound.selections().get("high_pt"))
                .containsEntry("pt.min", "4")
                .containsEntry("particle_type.in", "a,b");
    }

    @Test
    void anOptionChangesOneKeyOfASelectionAndLeavesTheOthers() throws IOException {
        SampleKeys.Sample bound = SampleRun.bound(
                folder,
                "sample: {selections: {high_pt: {pt: {min: 4, max: 9}, prescale: 2}}}",
                "--sample.selections.high_pt.pt.min=5");
        assertThat(bound.selections().get("high_pt")).isEqualTo(Map.of("pt.min", "5", "pt.max", "9", "prescale", "2"));
    }

    @Test
    void aListOfASelectionIsReplacedNotMixed() throws IOException {
        String yaml = "sample: {selections: {s: {detector_id: {in: [a, b, c]}}}}";
        assertThat(SampleRun.bound(folder, yaml, "--sample.selections.s.detector_id.in=x")
                        .selections())
                .isEqualTo(Map.of("s", Map.of("detector_id.in", "x")));
    }

    @Test
    void anEmptyEntryIsNotLost() throws IOException {
        assertThat(SampleRun.bound(folder, "sample: {selections: {a: {}, b: {pt: {min: 1}}}}")
                        .selections())
                .isEqualTo(Map.of("a", Map.of(), "b", Map.of("pt.min", "1")));
        assertThat(SampleRun.bound(folder, "sample: {selections: {}, masses: {}, files: []}")
                        .selections())
                .isEmpty();
    }

    @Test
    void mergedKeysAndAliasesWorkAsBefore() throws IOException {
        SampleKeys.Sample bound =
                SampleRun.bound(folder, "base: &base {partitions: 3, topic: base}\nsample: {<<: *base, topic: own}\n");
        assertThat(bound.partitions()).isEqualTo(3);
        assertThat(bound.topic()).isEqualTo("own");
    }

    @ParameterizedTest
    @MethodSource
    void aFileThatIsNoYamlIsRefusedWithThePlace(String yaml, String found, String place) {
        assertThatThrownBy(() -> SampleRun.bound(folder, yaml))
                .isInstanceOf(RefusedSettings.class)
                .hasMessageContaining("application.yml: found ")
                .hasMessageContaining(found)
                .hasMessageContaining(folder.resolve("application.yml") + ", " + place);
    }

    static List<Arguments> aFileThatIsNoYamlIsRefusedWithThePlace() {
        return List.of(
                Arguments.of("sample: {topic: a, topic: b}", "the key 'topic' twice", "line 1"),
                Arguments.of("sample: {topic: a}\nsample.topic: b", "the key 'sample.topic' twice", "line 2"),
                Arguments.of("sample:\n\ttopic: a", "cannot start any token", "line 2"),
                Arguments.of("sample: {topic: [", "expected the node content", "line 1"),
                Arguments.of("sample: {masses: {'[': 1}}", "the key '['", "line 1"),
                Arguments.of("sample: {selections: {s: {d: {in: ['a,b']}}}}", "'a,b' in a list", "line 1"),
                Arguments.of("just text", "'just text' instead of keys", "line 1"),
                Arguments.of("a: &a [*a]", "do aliases name each other", "line 1"),
                Arguments.of("""
                        a: &a [x,x,x,x,x,x,x,x,x,x]
                        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
                        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
                        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
                        e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
                        """, "do aliases name each other", "line"));
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Path file =
                Files.write(folder.resolve("latin.yml"), "sample: {topic: µ}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SampleRun.bound(folder, "", "--spring.config.additional-location=" + file.toUri()))
                .isInstanceOf(RefusedSettings.class)
                .hasMessageContaining("latin.yml: found bytes that are no UTF-8")
                .hasMessageContaining("UTF-8");
    }

    /** Were it run, the text would be 42. */
    @Test
    void whatLooksLikeAProgramIsText() throws IOException {
        try (ConfigurableApplicationContext context =
                SampleRun.started(folder, "sample: {topic: \"#{6 * 7}\"}\nlogging.level.root: error\n")) {
            AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
            child.setParent(context);
            child.setEnvironment(context.getEnvironment());
            new TextNotCode().initialize(child);
            child.register(PropertyPlaceholderAutoConfiguration.class, Reader.class);
            child.refresh();
            assertThat(child.getBean(Reader.class).topic).isEqualTo("#{6 * 7}");
            child.close();
        }
    }

    static class Reader {

        @Value("${sample.topic}")
        String topic = "";
    }
}
