package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import science.pipeline.analysis.select.Tally;
import science.pipeline.analytics.intake.Group;
import science.pipeline.dataset.commit.Ledger;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.PartitionCounts;

/** The ledger of the whole group: the owned partitions as they are read, all else by the newest commits. Any thread. */
@Component
final class Books {

    private final Group group;

    Books(Group group) {
        this.group = group;
    }

    Ledger ledger() {
        List<Group.Share> shares = group.shares();
        return Ledger.of(total(shares), shares.stream().map(Books::line).toList());
    }

    /** What each selection has counted. */
    Map<String, Tally> tallies() {
        return total(group.shares()).tallies();
    }

    /** What people have said of flags. */
    List<Judgement> judgements() {
        return group.shares().stream()
                .flatMap(share -> share.judgements().stream())
                .toList();
    }

    /** Who reads what, where several instances do; null when this one reads all. */
    @Nullable String share() {
        return share(group.here(), group.members());
    }

    /** Why the configurations of the group are no good together. */
    Optional<String> disagreement() {
        return group.disagreement();
    }

    static @Nullable String share(String here, List<Group.Member> members) {
        if (members.size() < 2
                && members.stream().allMatch(member -> member.instance().equals(here))) {
            return null;
        }
        return members.stream()
                .map(member -> member.instance()
                        + (member.instance().equals(here) ? " (this one) reads " : " reads ")
                        + partitions(member.partitions()))
                .collect(Collectors.joining("; "));
    }

    private static String partitions(List<Integer> partitions) {
        return (partitions.size() == 1 ? "partition " : "partitions ")
                + partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static PartitionCounts total(List<Group.Share> shares) {
        return shares.stream().map(Group.Share::counts).reduce(PartitionCounts.NONE, PartitionCounts::plus);
    }

    private static Ledger.Line line(Group.Share share) {
        Long lag = share.lag() < 0 ? null : share.lag();
        return Ledger.Line.of(share.partition(), share.firstOffset(), share.nextOffset(), share.counts(), lag);
    }
}
