package science.pipeline.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import science.pipeline.analytics.BlockWriters;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.objects.ObjectLog;

/** Finds the keeper of a place. */
final class Keepers {

    private Keepers() {}

    /**
     * @param place the path of a results folder, or the URI of a store, as {@code s3a://bucket/dataset}
     * @throws science.pipeline.dataset.sink.Refusal when it cannot do what commits need
     */
    static Keeper of(String place, Configuration hadoop) throws IOException {
        if (isStore(place)) {
            HadoopStore store = HadoopStore.open(place, hadoop);
            return new StoreKeeper(store, new ObjectLog(store));
        }
        return new FolderKeeper(ResultsFolder.open(Path.of(place), BlockWriters.threads()));
    }

    /** Whether it names a store of Hadoop's file systems. */
    static boolean isStore(String place) {
        return place.matches("[a-z][a-z0-9+.-]+://.*");
    }
}
