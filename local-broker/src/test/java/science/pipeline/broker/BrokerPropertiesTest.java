package science.pipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class BrokerPropertiesTest {

    @Test
    void everyDefaultIsTheDocumentedOne() {
        assertThat(bind(Map.of()))
                .isEqualTo(new BrokerProperties(
                        9092,
                        9093,
                        "127.0.0.1",
                        Path.of("data/broker"),
                        1,
                        List.of(),
                        "",
                        DataSize.ofGigabytes(4),
                        Map.of()));
    }

    @Test
    void retentionIsSharedByThePartitionsOfATopic() {
        KafkaConfig settings = NodeSettings.of(bind(Map.of("broker.retention-bytes", "400MB")));

        assertThat(settings.logRetentionBytes())
                .isEqualTo(DataSize.ofMegabytes(100).toBytes());
        assertThat(settings.logRetentionTimeMillis()).isEqualTo(-1);
    }

    @Test
    void moreDefaultPartitionsTakeSmallerShares() {
        KafkaConfig settings = NodeSettings.of(
                bind(Map.of("broker.retention-bytes", "400MB", "broker.properties.num.partitions", "8")));

        assertThat(settings.logRetentionBytes())
                .isEqualTo(DataSize.ofMegabytes(50).toBytes());
    }

    @Test
    void anAuthorizersOwnSettingsAreKafkasToo() {
        Map<String, String> rights = Map.of(
                "broker.properties.authorizer.class.name", StandardAuthorizer.class.getName(),
                "broker.properties.super.users", "User:ANONYMOUS",
                "broker.properties.allow.everyone.if.no.acl.found", "false");

        assertThat(NodeSettings.of(bind(rights)).originals())
                .containsEntry("super.users", "User:ANONYMOUS")
                .containsEntry("allow.everyone.if.no.acl.found", "false");
    }

    @Test
    void kafkasOwnSettingsWin() {
        KafkaConfig settings = NodeSettings.of(bind(Map.of("broker.properties.log.retention.bytes", "12345")));

        assertThat(settings.logRetentionBytes()).isEqualTo(12345);
    }

    private static BrokerProperties bind(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("broker", BrokerProperties.class);
    }
}
