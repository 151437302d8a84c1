package science.pipeline.dataset.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.Fenced;

/**
 * Where derived files are made: statistics, alarms, final files, the manifest. Of all processes only one has a workshop
 * that stands: the last to take it over.
 *
 * <p>A workshop is a folder {@code .commits/final-N-ID}. Whoever makes the next one takes those before it away, into
 * its own; of two with one number the greater id counts as the later. Every derived file comes into the results folder,
 * and leaves it, by a move from or to the workshop, in one step: once that is taken away, its former holder can change
 * nothing any more, whenever it wakes up. No name comes twice.
 *
 * <p>One of these for each process, which may use its workshop for several things at a time. Any thread.
 */
public final class Workshop {

    private static final Pattern NAME = Pattern.compile("final-\\d{12}-[0-9a-f-]{36}");
    private static final int NUMBER_AT = "final-".length();
    private static final int ID_AT = NUMBER_AT + 13;

    private final ResultsFolder folder;
    private @Nullable Path standing;
    private int holds;
    private int uses;

    public Workshop(ResultsFolder folder) {
        this.folder = folder;
    }

    /**
     * Enters the workshop of this process, or takes over the one of another.
     *
     * @throws Fenced when another process takes it at the same time
     */
    public synchronized Hold enter() throws IOException, Fenced {
        Path mine = standing;
        if (mine == null || !Files.isDirectory(mine)) {
            mine = claim();
            standing = mine;
            holds = 0;
        }
        Hold hold = new Hold(mine, mine.resolve("use-" + ++uses));
        hold.begin();
        holds++;
        return hold;
    }

    private synchronized void leave(Path left) throws IOException {
        if (left.equals(standing) && --holds == 0) {
            standing = null;
            remove(left);
        }
    }

    private Path claim() throws IOException, Fenced {
        long highest = standing().stream()
                .mapToLong(name -> Long.parseLong(name.substring(NUMBER_AT, ID_AT - 1)))
                .max()
                .orElse(0);
        String name = "final-" + FileName.digits(highest + 1, 12) + "-" + UUID.randomUUID();
        Path mine = Files.createDirectory(folder.commits().resolve(name));
        boolean overtaken = false;
        for (String other : standing()) {
            overtaken |= other.compareTo(name) > 0;
            if (other.compareTo(name) < 0) {
                takeAway(other, mine);
            }
        }
        if (overtaken) {
            remove(mine);
            throw fenced();
        }
        return mine;
    }

    private void takeAway(String former, Path mine) throws IOException, Fenced {
        try {
            Files.move(folder.commits().resolve(former), mine.resolve(former), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            // Either that one, whose holder was done with it, or mine, which somebody else has taken away.
            if (!Files.isDirectory(mine)) {
                throw fenced();
            }
        }
    }

    private List<String> standing() throws IOException {
        try (Stream<Path> files = Files.list(folder.commits())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .toList();
        }
    }

    private static void remove(Path workshop) throws IOException {
        for (Path file : withAllThatLiesIn(workshop)) {
            Files.deleteIfExists(file);
        }
    }

    /** The deepest first; nothing of one that somebody takes away meanwhile. */
    private static List<Path> withAllThatLiesIn(Path workshop) throws IOException {
        try (Stream<Path> files = Files.walk(workshop)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException takenAway) {
            return List.of();
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof NoSuchFileException) {
                return List.of();
            }
            throw failed.getCause();
        }
    }

    private static Fenced fenced() {
        return new Fenced("Another instance has taken over the final files, the statistics and the alarms.");
    }

    /** What one use of the workshop may do. */
    public final class Hold implements AutoCloseable {

        private final Path workshop;
        private final Path bench;

        private Hold(Path workshop, Path bench) {
            this.workshop = workshop;
            this.bench = bench;
        }

        private void begin() throws IOException, Fenced {
            try {
                Files.createDirectory(bench);
            } catch (NoSuchFileException takenAway) {
                throw fenced();
            }
        }

        /** Where a file is made. */
        public Path file(String name) {
            return bench.resolve(name);
        }

        /** Puts a file that was made here into the results folder, in the place of one of the same name. */
        public void install(String name) throws IOException, Fenced {
            install(name, name);
        }

        /** Puts it into a folder within the results folder, which is made if there is none. */
        public void install(String name, String place) throws IOException, Fenced {
            Path to = folder.file(place);
            makeFolders(Objects.requireNonNull(to.getParent()));
            move(file(name), to);
        }

        /** Those between the results folder, which has to be there, and a place in it. */
        private void makeFolders(Path place) throws IOException {
            Path at = folder.root();
            for (Path name : at.relativize(place)) {
                if (!name.toString().isEmpty()) {
                    at = at.resolve(name);
                    Durable.makeFolder(at);
                }
            }
        }

        /** Takes a file out of the results folder, for good. */
        public void delete(String place) throws IOException, Fenced {
            Path out = file("removed");
            if (Files.exists(folder.file(place))) {
                move(folder.file(place), out);
                Files.delete(out);
            }
        }

        /** Takes a file out of the results folder; it stays here until this use is over. */
        public void withdraw(String name) throws IOException, Fenced {
            if (Files.exists(folder.file(name))) {
                move(folder.file(name), file("former-" + name));
            }
        }

        private void move(Path from, Path to) throws IOException, Fenced {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException gone) {
                if (!Files.isDirectory(workshop)) {
                    throw fenced();
                }
                throw gone;
            }
        }

        /** Whether no other process has taken the workshop over. */
        public boolean stands() {
            return Files.isDirectory(workshop);
        }

        /** Files of this name that this or a former holder has withdrawn or not installed any more. */
        public List<Path> left(String name) throws IOException {
            return withAllThatLiesIn(workshop).stream()
                    .filter(file -> file.endsWith(name) || file.endsWith("former-" + name))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            remove(bench);
            leave(workshop);
        }
    }
}
