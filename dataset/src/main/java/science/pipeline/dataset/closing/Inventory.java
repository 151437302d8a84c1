package science.pipeline.dataset.closing;

import java.io.IOException;
import java.util.List;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.Refusal;

/**
 * What the results folder holds, as far as it is committed.
 *
 * @param folder where it is
 * @param dataset its identity
 * @param source the one topic it is made from
 * @param partitions their newest commits, ascending
 * @param files data files that the commits name
 * @param bytes committed, without the final dataset
 * @param freeDiskBytes that may still be written
 * @param finalDataset {@code none}, {@code current}, {@code sealed} when its parts are gone and no row can follow, or
 *     {@code outdated} when more was committed since it was built
 */
public record Inventory(
        String folder,
        String dataset,
        Source source,
        List<Partition> partitions,
        long files,
        long bytes,
        long freeDiskBytes,
        String finalDataset) {

    /**
     * @param commit its number
     * @param epoch rises with every change of owner
     * @param nextOffset the first one that is not in the books
     * @param configuration the hash of the one that holds now
     */
    public record Partition(
            int partition, long commit, int epoch, long nextOffset, long files, long bytes, String configuration) {

        private static Partition of(Commit commit) {
            List<Commit.Configuration> configurations = commit.configurations();
            return new Partition(
                    commit.partition(),
                    commit.number(),
                    commit.epoch(),
                    commit.nextOffset(),
                    commit.files().size(),
                    commit.files().stream().mapToLong(Commit.DataFile::bytes).sum(),
                    configurations.get(configurations.size() - 1).hash());
        }
    }

    /** Looks now; a folder without a commit has nothing to say yet and is refused. */
    public static Inventory of(ResultsFolder folder) throws IOException {
        List<Commit> commits = folder.newestCommits();
        if (commits.isEmpty()) {
            throw new Refusal(folder.root() + " holds no commit yet");
        }
        ResultsFolder.Identity identity = folder.identity();
        List<Partition> partitions = commits.stream().map(Partition::of).toList();
        return new Inventory(
                folder.root().toString(),
                identity.dataset(),
                identity.source(),
                partitions,
                partitions.stream().mapToLong(Partition::files).sum(),
                partitions.stream().mapToLong(Partition::bytes).sum(),
                folder.freeBytes(),
                finalDataset(folder, commits));
    }

    private static String finalDataset(ResultsFolder folder, List<Commit> commits) throws IOException {
        String current = folder.isSealed() ? "sealed" : "current";
        return Manifest.find(folder)
                .map(manifest -> manifest.isOf(commits) ? current : "outdated")
                .orElse("none");
    }
}
