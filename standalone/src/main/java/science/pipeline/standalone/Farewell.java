package science.pipeline.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last screen: the books, where the files are, how to go on. */
record Farewell(List<String> books, Path results) {

    void print() {
        if (books.isEmpty()) {
            return;
        }
        System.out.println();
        books.forEach(System.out::println);
        System.out.println();
        Path folder = results.toAbsolutePath().normalize();
        if (Files.exists(folder.resolve("manifest.json"))) {
            Welcome.line("Files", folder + "/, the final ones are named in manifest.json");
        } else {
            Welcome.line("Files", folder + "/");
        }
        Welcome.line("Go on", "the same command; with pipeline.fresh=true it begins anew");
    }
}
