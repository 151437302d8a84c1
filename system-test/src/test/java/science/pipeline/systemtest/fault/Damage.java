package science.pipeline.systemtest.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import science.pipeline.systemtest.process.Books;

/** What a disk, a copy or a hand may do to a results folder. */
public enum Damage {
    /** A byte of a newest commit is another one. */
    COMMIT {
        @Override
        Path strike(Path results, Random random) throws IOException {
            return flip(anyCommit(results, random), random);
        }
    },

    /** A newest commit ends early. */
    SHORT_COMMIT {
        @Override
        Path strike(Path results, Random random) throws IOException {
            return shorten(anyCommit(results, random), random);
        }
    },

    /** A byte of a data file is another one. */
    DATA {
        @Override
        Path strike(Path results, Random random) throws IOException {
            return flip(anyDataFile(results, random), random);
        }
    },

    /** A data file ends early. */
    SHORT_DATA {
        @Override
        Path strike(Path results, Random random) throws IOException {
            return shorten(anyDataFile(results, random), random);
        }
    },

    /** A data file is gone. */
    MISSING_DATA {
        @Override
        Path strike(Path results, Random random) throws IOException {
            Path file = anyDataFile(results, random);
            Files.delete(file);
            return file;
        }
    };

    /** Damages a results folder, and tells which file. */
    public Path damage(Path results, Random random) throws IOException {
        return strike(results, random);
    }

    abstract Path strike(Path results, Random random) throws IOException;

    private static Path anyCommit(Path results, Random random) {
        int partitions = new Books(results).nextOffsets().size();
        return new Books(results).newest(random.nextInt(partitions));
    }

    private static Path anyDataFile(Path results, Random random) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            List<Path> data = files.filter(
                            file -> file.getFileName().toString().matches(".*_p\\d\\d-e.*\\.(csv|jsonl)"))
                    .sorted()
                    .toList();
            return data.get(random.nextInt(data.size()));
        }
    }

    private static Path flip(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(127));
        return Files.write(file, bytes);
    }

    private static Path shorten(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }
}
