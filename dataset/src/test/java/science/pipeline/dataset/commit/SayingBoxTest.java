package science.pipeline.dataset.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import science.pipeline.dataset.sink.Judgement;
import science.pipeline.dataset.sink.Judgement.Word;

/** What people say of flags, on its way to the partition's owner. */
class SayingBoxTest {

    @TempDir
    Path root;

    private static Judgement judgement(long offset, Word word, int second) {
        return new Judgement(offset, 0, word, "Ada", "2026-01-16T10:00:0" + second + "Z", "burst");
    }

    @Test
    void whatOneInstanceTakesAnotherOneFindsAndOnlyOfItsPartition() throws IOException {
        Judgement one = judgement(12, Word.REAL, 1);
        ResultsFolder.open(root).sayings(3).put(one);

        SayingBox box = ResultsFolder.open(root).sayings(3);
        assertThat(box.isEmpty()).isFalse();
        assertThat(box.waiting()).extracting(SayingBox.Waiting::saying).containsExactly(one);
        assertThat(ResultsFolder.open(root).sayings(30).isEmpty()).isTrue();
        assertThat(ResultsFolder.open(root).sayings(0).waiting()).isEmpty();

        box.remove(box.waiting());
        assertThat(box.isEmpty()).isTrue();
    }

    @Test
    void aHalfWrittenOneIsNotThereYet() throws IOException {
        Files.createDirectories(root.resolve(".commits/judgements"));
        Files.writeString(root.resolve(".commits/judgements/.p00.abc.json.tmp"), "{");
        assertThat(ResultsFolder.open(root).sayings(0).isEmpty()).isTrue();
    }

    @Test
    void ofOneEventTheNewestHoldsInWhateverOrderTheyCome() {
        Judgement earlier = judgement(12, Word.FALSE, 1);
        Judgement later = judgement(12, Word.REAL, 2);
        Judgement other = judgement(5, Word.UNCLEAR, 3);
        List<Judgement> all = Judgement.with(Judgement.with(Judgement.with(List.of(), later), other), earlier);
        assertThat(all).containsExactly(other, later);
        assertThat(Judgement.with(Judgement.with(List.of(), earlier), later)).containsExactly(later);
    }

    @Test
    void aPartitionHoldsAThousand() {
        List<Judgement> all = List.of();
        for (int i = 0; i <= Judgement.MOST; i++) {
            all = Judgement.with(all, judgement(i, Word.REAL, 1));
        }
        assertThat(all).hasSize(Judgement.MOST);
        assertThat(Judgement.with(all, judgement(7, Word.FALSE, 2)))
                .hasSize(Judgement.MOST)
                .contains(judgement(7, Word.FALSE, 2));
    }
}
