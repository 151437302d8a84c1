package science.pipeline.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import science.pipeline.chassis.web.HostName;
import science.pipeline.producer.source.FirstInstant;
import science.pipeline.producer.source.replay.Timestamps;
import science.pipeline.producer.source.synthetic.AnomalyKind;

/** Pins every name and default: people's files depend on them. */
class ProducerPropertiesTest {

    @Test
    void hasTheDefaultsOfTheContract() {
        ProducerProperties defaults = bind(List.of(new MapConfigurationPropertySource(Map.of())));

        assertThat(defaults.port()).isEqualTo(8081);
        assertThat(defaults.address()).isEqualTo("127.0.0.1");
        assertThat(defaults.allowedHosts()).isEmpty();
        assertThat(defaults.source()).isEqualTo(ProducerProperties.SourceKind.SYNTHETIC);
        assertThat(defaults.rate()).isEqualTo(1000);
        assertThat(defaults.tick()).isEqualTo(Duration.ofMillis(20));
        assertThat(defaults.count()).isZero();
        assertThat(defaults.topic()).isEqualTo("particle-events");
        assertThat(defaults.partitions()).isEqualTo(4);
        assertThat(defaults.replicationFactor()).isEqualTo((short) 1);
        assertThat(defaults.createTopic()).isTrue();
        assertThat(defaults.key()).isEqualTo("detector");
        assertThat(defaults.admin().enabled()).isFalse();
        assertThat(defaults.synthetic().seed()).isEqualTo(42);
        assertThat(defaults.synthetic().detectors()).isEqualTo(20);
        assertThat(defaults.synthetic().anomalyRate()).isEqualTo(0.01);
        assertThat(defaults.synthetic().decimals()).isEqualTo(2);
        assertThat(defaults.synthetic().eventRate()).isNull();
        assertThat(defaults.synthetic().start()).isEqualTo(FirstInstant.NOW);
        assertThat(defaults.synthetic().anomalies()).containsOnlyKeys(AnomalyKind.values());
        assertThat(defaults.replay().file()).isEmpty();
        assertThat(defaults.replay().particlesPerRow()).isEqualTo(1);
        assertThat(defaults.replay().pace().isFastest()).isTrue();
        assertThat(defaults.replay().loop()).isFalse();
        assertThat(defaults.replay().resume()).isFalse();
        assertThat(defaults.replay().timestamps()).isEqualTo(Timestamps.AUTO);
    }

    @Test
    void saysTheSameInTheFileThatPeopleEdit() throws IOException {
        MutablePropertySources file = new MutablePropertySources();
        new YamlPropertySourceLoader()
                .load("application.yml", new ClassPathResource("application.yml"))
                .forEach(file::addLast);

        assertThat(bind(ConfigurationPropertySources.from(file)))
                .isEqualTo(bind(List.of(new MapConfigurationPropertySource(Map.of()))));
    }

    @Test
    void hostsAreNamesAndAddressesWhateverWayTheyAreWritten() {
        assertThat(bind(List.of(new MapConfigurationPropertySource(
                                Map.of("producer.allowed-hosts", "Lab-PC, [fd00::1], 10.0.0.7"))))
                        .allowedHosts())
                .containsExactly(HostName.of("lab-pc"), HostName.of("fd00:0::1"), HostName.of("10.0.0.7"));
    }

    private static ProducerProperties bind(Iterable<ConfigurationPropertySource> sources) {
        return new Binder(sources, null, ApplicationConversionService.getSharedInstance())
                .bindOrCreate("producer", ProducerProperties.class);
    }
}
