package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import science.pipeline.analytics.Ending;
import science.pipeline.analytics.intake.Intake;
import science.pipeline.analytics.intake.IntakeStart;
import science.pipeline.analytics.intake.PartitionStatus;
import science.pipeline.chassis.trouble.Trouble;

/** The progress of the partitions that this instance owns. */
@Component
class InstanceProgress implements PipelineProgress {

    private final Intake intake;
    private final IntakeStart start;
    private final Ending ending;

    InstanceProgress(Intake intake, IntakeStart start, Ending ending) {
        this.intake = intake;
        this.start = start;
        this.ending = ending;
    }

    @Override
    public long received() {
        return sum(status -> status.counts().received());
    }

    @Override
    public long accepted() {
        return sum(status -> status.counts().accepted());
    }

    @Override
    public long rejected() {
        return sum(status -> status.counts().rejectedTotal());
    }

    @Override
    public long flagged() {
        return sum(status -> status.counts().flagged());
    }

    @Override
    public long lag() {
        List<PartitionStatus> statuses = intake.statuses();
        boolean known = !statuses.isEmpty() && statuses.stream().allMatch(status -> status.lag() >= 0);
        return known ? sum(PartitionStatus::lag) : -1;
    }

    private long sum(ToLongFunction<PartitionStatus> figure) {
        return intake.statuses().stream().mapToLong(figure).sum();
    }

    @Override
    public boolean drained() {
        return ending.drained();
    }

    @Override
    public Optional<String> refusal() {
        return ending.refusal();
    }

    @Override
    public Optional<String> waitingFor() {
        return start.trouble().map(Trouble::sentence);
    }

    @Override
    public List<String> summary() {
        return ending.summary();
    }
}
