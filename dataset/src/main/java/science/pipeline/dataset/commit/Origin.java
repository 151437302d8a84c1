package science.pipeline.dataset.commit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a dataset was made from that is no reading of its topic: the books of another dataset, as they stood once.
 * Decided when it begins, so that whoever goes on after a crash comes to the same.
 *
 * @param dataset identity of the other one
 * @param folder where it lay
 * @param drained whether its topic held nothing more
 * @param partitions ascending
 */
public record Origin(String dataset, String folder, boolean drained, List<Part> partitions) {

    public Origin {
        partitions = List.copyOf(partitions);
    }

    /**
     * What is taken over of a partition, with what neither its rows nor its rejects tell.
     *
     * @param commit number of the one whose books these are
     * @param nextOffset the first record that was not in the books
     * @param lost offsets in gaps by retention that a person has accepted
     * @param empty records whose list has no element
     * @param unknownFields fields outside of the layout in accepted events
     * @param cutTimestamps timestamps of accepted events that were finer than a microsecond
     */
    public record Part(
            int partition,
            long commit,
            long firstOffset,
            long nextOffset,
            long lost,
            long empty,
            long unknownFields,
            long cutTimestamps) {

        static Part of(Commit commit) {
            return new Part(
                    commit.partition(),
                    commit.number(),
                    commit.firstOffset(),
                    commit.nextOffset(),
                    commit.counts().lost(),
                    commit.counts().empty(),
                    commit.counts().unknownFields(),
                    commit.counts().cutTimestamps());
        }
    }

    /** The books of a folder as they stand now. */
    public static Origin of(ResultsFolder folder, boolean drained) throws IOException {
        return new Origin(
                folder.identity().dataset(),
                folder.root().toString(),
                drained,
                folder.newestCommits().stream().map(Part::of).toList());
    }

    /** What is taken over of a partition, if it is among them. */
    public Optional<Part> part(int partition) {
        return partitions.stream().filter(part -> part.partition() == partition).findFirst();
    }
}
