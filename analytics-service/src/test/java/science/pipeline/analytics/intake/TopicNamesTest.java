package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.analysis.InvalidSetting;
import science.pipeline.analytics.AnalyticsProperties;

/** What is written must not come back as events. */
class TopicNamesTest {

    @Test
    void topicsOfTheirOwnAndNoneAreFine() {
        assertThatCode(() -> check("events", "dlt", "alerts", "statistics", "events"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("events", "", "", "", "")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "events, events, alerts, statistics, '', analytics.topics.rejected: found events: the topic that is read",
        "events, dlt, events, statistics, '', analytics.topics.alerts: found events",
        "events, dlt, alerts, alerts, '', analytics.topics.statistics: found alerts: the topic of alerts",
        "my.events, my_events, alerts, statistics, '', hardly another name than my.events",
        "events, Events, alerts, statistics, '', hardly another name than events",
        "events, dlt, alerts, statistics, alerts, analytics.topics.alerts: found alerts: the topic that the producer fills",
        "events, 'my copies', alerts, statistics, '', 'found ''my copies'', expected a topic''s name'",
        "events, .., alerts, statistics, '', found '..'",
        "__consumer_offsets, dlt, alerts, statistics, '', a topic of Kafka's own",
    })
    void othersAreRefusedByKey(
            String topic, String rejected, String alerts, String statistics, String producer, String message) {
        assertThatThrownBy(() -> check(topic, rejected, alerts, statistics, producer))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(message.replace(": the", ", the"));
    }

    private static void check(String topic, String rejected, String alerts, String statistics, String producer) {
        TopicNames.check(topic, new AnalyticsProperties.Topics(rejected, alerts, statistics), producer);
    }
}
