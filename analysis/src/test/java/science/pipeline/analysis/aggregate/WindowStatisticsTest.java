package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static science.pipeline.analysis.Events.START;

import java.util.List;
import org.junit.jupiter.api.Test;
import science.pipeline.analysis.Events;
import science.pipeline.analysis.clock.EventClock;
import science.pipeline.analysis.clock.Timing;
import science.pipeline.event.EventBatch;

class WindowStatisticsTest {

    @Test
    void sumsUpWhatThePartitionsSawOfAWindow() {
        WindowStatistics merged = WindowStatistics.of(List.of(window(1, 2), window(3), window(10)));

        assertThat(merged.windowStart()).isEqualTo("2026-01-16T10:23:40.000000");
        assertThat(merged.windowEnd()).isEqualTo("2026-01-16T10:23:50.000000");
        assertThat(merged.totalEvents()).isEqualTo(4);
        assertThat(merged.distributions().get("particle_distribution"))
                .containsOnlyKeys("muon")
                .containsValue(4L);
        assertThat(merged.measures().get(0).all().mean()).isEqualTo(4);
        assertThat(merged.measures().get(0).all().max()).isEqualTo(10);
    }

    @Test
    void sumsInTheOrderOfThePartitions() {
        WindowStatistics merged = WindowStatistics.of(List.of(window(0.1), window(0.2), window(0.3)));

        assertThat(merged.measures().get(0).all().mean()).isEqualTo((0.1 + 0.2 + 0.3) / 3);
    }

    @Test
    void saysWhetherAWindowIsCompleteOnlyWhenTold() {
        WindowStatistics merged = WindowStatistics.of(List.of(window(1)));

        assertThat(merged.complete()).isFalse();
        assertThat(merged.as(true, 3).complete()).isTrue();
        assertThat(merged.as(true, 3).revision()).isEqualTo(3);
        assertThat(merged.as(false, 0)).isEqualTo(merged);
    }

    private static WindowContribution window(double... energies) {
        EventBatch batch = Events.batch();
        for (double energy : energies) {
            Events.append(Events.at(START, energy), 0, batch);
        }
        StatisticsConfiguration configuration = StatisticsConfiguration.defaults();
        EventClock clock = configuration.newClock();
        Aggregator partition = new Aggregator(configuration, clock, batch.names, List.of());
        Timing timing = new Timing();
        clock.judge(batch, timing);
        partition.aggregate(batch, timing, new boolean[EventBatch.CAPACITY], new boolean[0][], new int[0][]);
        return partition.openWindows().get(0);
    }
}
