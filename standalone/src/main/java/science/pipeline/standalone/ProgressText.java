package science.pipeline.standalone;

import java.util.OptionalLong;
import science.pipeline.analytics.observe.PipelineProgress;
import science.pipeline.producer.publish.Emission;
import science.pipeline.terminal.Figures;
import science.pipeline.terminal.Speedometer;

/** The progress of both services in one line. Not thread-safe. */
final class ProgressText {

    private final Emission emission;
    private final PipelineProgress progress;
    private final Speedometer reading = new Speedometer();

    private String last = "";
    private boolean lagWasKnown;

    ProgressText(Emission emission, PipelineProgress progress) {
        this.emission = emission;
        this.progress = progress;
    }

    /**
     * Such as {@code produced 5,200 consumed 5,170 1.0k/s lag 30 flagged 41 rejected 0 [##--------] 26 % 0:14 left}.
     */
    String now() {
        long lag = progress.lag();
        // Without partitions (they move, or reading is over) there is nothing new to tell.
        if (lag >= 0 || !lagWasKnown) {
            lagWasKnown |= lag >= 0;
            last = line(lag, lag < 0 ? 0 : reading.at(progress.received()));
        }
        return last;
    }

    private String line(long lag, double perSecond) {
        String line = "produced %s  consumed %s  %s  lag %s  flagged %s  rejected %s"
                .formatted(
                        Figures.count(emission.produced()),
                        Figures.count(progress.received()),
                        Figures.rate(perSecond),
                        lag < 0 ? "?" : Figures.count(lag),
                        Figures.count(progress.flagged()),
                        Figures.count(progress.rejected()));
        return emission.paused() ? line + "  paused" : line + bar(lag, perSecond);
    }

    private String bar(long lag, double perSecond) {
        OptionalLong total = emission.total();
        if (total.isEmpty() || total.getAsLong() <= 0) {
            return "";
        }
        // Done is what this run has sent and the reader has read; what waited before counts as still to be read.
        long done = Math.max(0, emission.acknowledged() - Math.max(0, lag));
        return "  " + Figures.bar(done, total.getAsLong(), perSecond);
    }
}
