package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import science.pipeline.settings.Faults;
import science.pipeline.settings.RefusedSettings;

/** Each typo is a sentence that names key, found, expected and place, wherever it was made; none is a stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class FortyTyposTest {

    @TempDir
    private Path folder;

    /** The path of a start, with nothing behind it. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    static class Nothing {}

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "analytics: {topc: x} | analytics.topc: found 'x', but there is no such key | expected analytics.topic",
                "analytics: {detection: {mass-shell: {resolutoin: 1}}} | resolutoin: found '1' | mass-shell.resolution",
                "analytics.statistics.windwo: 10s | windwo: found '10s' | expected analytics.statistics.window",
                "analytcs: {topic: x} | analytcs.topic: found 'x' | expected the root analytics",
                "pipelin: {fresh: true} | pipelin.fresh: found 'true' | expected the root pipeline",
                "produser: {rate: 1} | produser.rate: found '1' | expected the root producer",
                "brokre: {port: 1} | brokre.port: found '1' | expected the root broker",
                "sprnig: {kafka: {client-id: x}} | sprnig.kafka.client-id: found 'x' | expected the root spring",
                "loging: {level: {root: info}} | loging.level.root: found 'info' | expected the root logging",
                "spring: {kafak: {client-id: x}} | spring.kafak.client-id: found 'x' | expected spring.kafka",
                "spring: {kafka: {bootstrap-server: x}} | bootstrap-server: found 'x' | kafka.bootstrap-servers",
                "spring: {kafka: {consumer: {max-pol-records: 5}}} | found '5' | spring.kafka.consumer.max-poll-records",
                "spring: {kafka: {consumer: {max-poll-records: many}}} | found 'many' | expected a whole number",
                "producer: {synthetic: {detektors: 9}} | detektors: found '9' | expected producer.synthetic.detectors",
                "producer: {synthetik: {seed: 9}} | producer.synthetik.seed: found '9' | expected producer.synthetic ",
                "producer: {rate: fast} | producer.rate: found 'fast' | expected a number",
                "producer: {rate: -1} | producer.rate: found '-1' | expected events per second, 0",
                "producer: {rate: } | producer.rate: found nothing | expected a number",
                "producer: {count: 1e3} | producer.count: found '1e3' | expected a whole number",
                "producer: {partitions: 0o17} | producer.partitions: found '0o17' | expected a whole number",
                "producer: {rate: 1_000} | producer.rate: found '1_000' | expected a number",
                "producer: {rate: 1d} | producer.rate: found '1d' | expected a number",
                "producer: {rate: NaN} | producer.rate: found 'NaN' | expected a number",
                "producer: {partitions: ٣} | producer.partitions: found '٣' | expected a whole number",
                "producer: {synthetic: {masses: {tau: 0x1p3}}} | masses[tau]: found '0x1p3' | expected a number",
                "producer: {address: } | producer.address: found '' | expected an address",
                "producer: {source: reply} | producer.source: found 'reply' | expected one of synthetic, replay",
                "producer: {synthetic: {spectrum: 5}} | spectrum: found '5' | expected keys below it",
                "producer: {synthetic: {particles: {muon: lots}}} | found 'lots' | expected a number",
                "producer: {synthetic: {anomalies: {wrong: 1}}} | found 'wrong' | expected one of mismeasured-energy",
                "producer: {synthetic: {start: yesterday}} | start: found 'yesterday' | expected now, or an instant",
                "broker: {retention-bytes: -1} | broker.retention-bytes: found '-1' | expected a size",
                "broker: {port: 99999} | broker.port: found '99999' | expected a port",
                "analytics: {roll-size: -5MB} | analytics.roll-size: found '-5MB' | expected a size",
                "analytics: {min-free-disk: -1GB} | analytics.min-free-disk: found '-1GB' | expected a size",
                "analytics: {commit-interval: 999999999999d} | found '999999999999d' | expected a duration",
                "analytics: {commit-interval: 99999999d} | found '99999999d' | expected a duration",
                "analytics: {topic: \"${NOBODY_SET_THIS}\"} | found '${NOBODY_SET_THIS}' | or a default as in ${NAME:def",
                "analytics: {topic: \"#{6*7}\"} | analytics.topic: found '#{6*7}' | expected a topic's name",
                "analytics: {create-topics: maybe} | found 'maybe' | expected true or false",
                "analytics: {final-dataset: never} | found 'never' | expected one of stop, request",
                "analytics: {accept-gap: ['0:9-1']} | analytics.accept-gap: found '0:9-1' | PARTITION:FROM-TO",
                "analytics: {allowed-hosts: ['http://lab-pc']} | analytics.allowed-hosts | found 'http://lab-pc' | a host's",
                "producer: {allowed-hosts: 'lab-pc:8081'} | producer.allowed-hosts: found 'lab-pc:8081' | without scheme",
                "analytics: {start: yesterday} | analytics.start: found 'yesterday' | earliest, latest or an instant",
                "analytics: {selections: {windows: {pt: {min: 1}}}} | selections.windows: found the reserved | no other",
                "analytics: {selections: {all_events_p: {pt: {min: 1}}}} | all_events_p: found the name | not begin with",
                "analytics: {selections: {a: {pt: {min: [5, 2]}}}} | selections.a.pt.min: found '5,2' | a number",
                "analytics: {selections: {a: {}}} | selections.a: found nothing | expected QUANTITY",
                "analytics: {selections: {a: 5}} | selections[a]: found '5' | expected keys below it",
                "analytics: {selections: {a: {ptt: {min: 1}}}} | selections.a.ptt: found the unknown | expected one of",
                "analytics: {statistics: {histograms: {z: {quantity: pt, min: 0, max: 1d}}}} | z.max: found '1d' | a number",
                "analytics: {statistics: {window: 1500ms}} | statistics.window: found 1500ms | whole seconds",
                "analytics: {detection: {layers: {mass_shel: false}}} | detection.layers: found the unknown layer | mass_shell",
                "analytics: {topic: a, topic: b} | application.yml: found the key 'topic' twice | expected YAML",
            })
    void inAFile(String yaml, String found, String expected) throws IOException {
        assertThat(told(yaml, Map.of()))
                .contains(found)
                .contains(expected)
                .contains("application.yml, line 1")
                .hasLineCount(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--analytics.comit-interval=1s | found '1s' | expected analytics.commit-interval",
                "--producr.rate=5 | producr.rate: found '5' | expected the root producer",
                "--rate=5 | rate: found '5' | expected producer.rate",
                "--exit-when-drained=true | found 'true' | expected pipeline.exit-when-drained",
                "--synthetic.seed=5 | synthetic.seed: found '5' | expected producer.synthetic.seed",
                "--producer.rate | producer.rate: found nothing | expected a number",
                "--pipeline.exit-when-drained | found nothing | expected true or false",
                "--spring.kafka.producer.ackss=all | found 'all' | expected spring.kafka.producer.acks",
                "--broker.prot=1 | broker.prot: found '1' | expected broker.port",
                "--analytics.to+pic=x | analytics.to+pic: found 'x' | expected analytics.topic",
                "--analytics.topic.name=x | analytics.topic.name: found 'x' | expected no further key",
                "--producer.synthetic.masses.a[b]=1 | masses[a][b]: found '1' | expected no further key",
                "producer.rate=5 | producer.rate=5: found an argument | expected --producer.rate=5",
                "-Dproducer.rate=5 | found an argument that is no option | expected --producer.rate=5",
                "—producer.rate=5 | found an argument that is no option | expected --producer.rate=5",
                "events.csv | events.csv: found an argument | --producer.replay.file=events.csv",
            })
    void onTheCommandLine(String argument, String found, String expected) throws IOException {
        assertThat(told("", Map.of(), argument))
                .contains(found)
                .contains(expected)
                .contains("on the command line")
                .hasLineCount(1);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ANALYTICS_TOPC | x | found 'x', but there is no such key | ANALYTICS_TOPIC",
                "ANALYTICS_COMMIT_INTERVALL | 1s | found '1s', but | ANALYTICS_COMMIT_INTERVAL",
                "ANALYTCS_TOPIC | x | found 'x', but | ANALYTICS_TOPIC",
                "PRODUCER_RAET | 5 | found '5', but | PRODUCER_RATE",
                "PIPELINE_EXIT_WHEN_DRAIND | true | found 'true', but | PIPELINE_EXIT_WHEN_DRAINED",
                "SPRING_KAFKA_BOOTSTRAP_SERVER | x:1 | found 'x:1', but | SPRING_KAFKA_BOOTSTRAP_SERVERS",
                "PRODUCER_RATE | fast | producer.rate: found 'fast' | expected a number",
                "ANALYTICS_PORT | eighty | analytics.port: found 'eighty' | expected a whole number",
                "PRODUCER_SYNTHETIC_MASSES_K0_S | 1 | found '1' | producer.synthetic.masses in application.yml",
            })
    void inTheEnvironment(String variable, String value, String found, String expected) throws IOException {
        assertThat(told("", Map.of(variable, value)))
                .contains(found)
                .contains(expected)
                .contains("environment variable " + variable)
                .hasLineCount(1);
    }

    @Test
    void aPropertyOfTheJvmIsReadLikeAnOptionButMayBeAnothers() throws IOException {
        System.setProperty("pipeline.exit-when-draind", "true");
        System.setProperty("pipeline.data.sample", "/of/a/build");
        try {
            assertThat(told("", Map.of()))
                    .contains(
                            "expected pipeline.exit-when-drained (a property of the JVM, -Dpipeline.exit-when-draind)")
                    .hasLineCount(1);
        } finally {
            System.clearProperty("pipeline.exit-when-draind");
            System.clearProperty("pipeline.data.sample");
        }
    }

    @Test
    void aProfileOfWhichNoFileKnowsIsNamed() throws IOException {
        assertThat(told("", Map.of(), "--spring.profiles.active=cms-dileptn,json-logs"))
                .contains("spring.profiles.active: found 'cms-dileptn'")
                .contains("cms-dilepton")
                .hasLineCount(1);
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        String told = told("""
                analytics:
                  topc: x
                  commit-interval: soon
                  selections: {B: {pt: {min: low}}, windows: {pt: {min: 1}}}
                producer: {rate: fast, partitions: 0}
                broker.retention-bytes: big
                """, Map.of("PRODUCER_COUNT", "many"), "--rate=5", "events.csv");
        assertThat(told.lines().map(line -> line.substring(0, line.indexOf(": found"))))
                .containsExactlyInAnyOrder(
                        "analytics.topc",
                        "analytics.commit-interval",
                        "analytics.selections.B",
                        "analytics.selections.B.pt.min",
                        "analytics.selections.windows",
                        "producer.rate",
                        "producer.partitions",
                        "producer.count",
                        "broker.retention-bytes",
                        "rate",
                        "events.csv");
    }

    @Test
    void whatBelongsToOthersIsFree(CapturedOutput output) throws IOException {
        assertThat(told(
                        """
                        lab: {run: 7}
                        analysis: {notebook: x}
                        product: {name: x}
                        event-display: {port: 1}
                        spring: {kafka: {properties: {sasl.mechanism: PLAIN}, consumer.properties: {a.b: c}}}
                        analytics: {topic: "${lab.run}"}
                        """,
                        Map.of(
                                "BROKER_URL", "redis://x",
                                "ANALYTICS_PORT", "tcp://10.96.0.12:8080",
                                "PRODUCER_PORT", "tcp://10.96.0.13:8081",
                                "BROKER_PORT", "tcp://10.96.0.14:9092",
                                "ANALYTICS_SERVICE_HOST", "10.96.0.12",
                                "ANALYTICS_SERVICE_PORT", "8080",
                                "ANALYTICS_PORT_8080_TCP_ADDR", "10.96.0.12",
                                "ANALYTICS_COMMIT_INTERVAL", "2s",
                                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN"),
                        "--lab.place=cern"))
                .isEmpty();
        assertThat(output.getOut().lines().filter(line -> line.contains("Kubernetes")))
                .hasSize(1)
                .allMatch(line -> line.contains("ANALYTICS_PORT, BROKER_PORT, PRODUCER_PORT"));
        assertThat(output.getOut().lines().filter(line -> line.contains("BROKER_URL")))
                .hasSize(1);
    }

    private String told(String yaml, Map<String, Object> variables, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("application.yml"), yaml);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables)));
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setEnvironment(environment);
        List<String> arguments = Stream.concat(
                        Stream.of(options),
                        Stream.of("--spring.config.location=" + file.toUri(), "--spring.main.banner-mode=off"))
                .toList();
        try (ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new))) {
            return Faults.told(context.getEnvironment());
        } catch (RefusedSettings refused) {
            return refused.getMessage();
        }
    }
}
