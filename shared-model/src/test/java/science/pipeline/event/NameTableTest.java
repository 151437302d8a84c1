package science.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameTableTest {

    @Test
    void namesAreNumberedInOrderOfAppearance() {
        NameTable table = new NameTable(10, List.of("muon"));
        assertThat(table.code("electron")).isEqualTo(2);
        assertThat(table.code("muon")).isEqualTo(1);
        assertThat(table.code("electron")).isEqualTo(2);
        assertThat(table.names()).containsExactly("other", "muon", "electron");
    }

    @Test
    void namesBeyondTheCapacityAreOther() {
        NameTable table = new NameTable(200, List.of("known"));
        for (int i = 0; i < 200; i++) {
            assertThat(table.code("name" + i)).isEqualTo(i + 2);
        }
        assertThat(table.code("one_too_many")).isEqualTo(NameTable.OTHER);
        assertThat(table.code("name199")).isEqualTo(201);
        assertThat(table.size()).isEqualTo(202);
    }
}
