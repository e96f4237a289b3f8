package sentiment.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.model.ModelBundle;
import sentiment.text.Vocabulary;

class ModelShapeTest {

  @Test
  void shouldReadSizesInOrder() {
    ModelShape shape = ModelShape.parse("500, 16,8,4,2");

    assertThat(shape.vocabularySize()).isEqualTo(500);
    assertThat(shape.architecture().embeddingSize()).isEqualTo(16);
    assertThat(shape.architecture().hiddenSizes()).containsExactly(8, 4);
    assertThat(shape.architecture().attentionUnits()).isEqualTo(2);
    assertThat(ModelShape.parse("tutorial")).isEqualTo(ModelShape.TUTORIAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "big", "10,4,4", "10,4,x,2", "3,4,4,2", "10,0,4,2", "10,4,4,2,"})
  void shouldRefuseOtherForms(String shape) {
    assertThatThrownBy(() -> ModelShape.parse(shape)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldMakeTheMostFrequentWordsItsVocabulary() {
    EngineBenchOptions options =
        new EngineBenchOptions(
            List.of("good film good", "film good rare"),
            2,
            3,
            Set.of(),
            List.of(1),
            List.of(1),
            1,
            1,
            0,
            false,
            7);

    ModelBundle few = ModelShape.parse("5,2,2,2").bundle(options);
    ModelBundle many = ModelShape.parse("50,2,2,2").bundle(options);

    assertThat(few.encoder().encode("rare good film").ids())
        .containsExactly(Vocabulary.START, Vocabulary.UNKNOWN, 3);
    assertThat(many.encoder().encode("rare good film").ids())
        .containsExactly(Vocabulary.START, 5, 3);
    assertThat(many.manifest().text().vocabularySize()).isEqualTo(50);
  }
}
