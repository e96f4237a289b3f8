package sentiment.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainReviewTokenizerTest extends TokenizerContract {

  PlainReviewTokenizerTest() {
    super(new PlainReviewTokenizer());
  }

  @Test
  void shouldLowerCaseEveryScript() {
    assertThat(texts(tokenizer.tokenize("ÁLEX ЛЮБИТ кино")))
        .containsExactly("álex", "любит", "кино");
  }

  @Test
  void shouldMakeExclamationsQuestionsAndEmojiWords() {
    assertThat(texts(tokenizer.tokenize("Wow!! Why? 🙂👍🏽")))
        .containsExactly("wow", "!", "!", "why", "?", "🙂", "👍");
  }

  @Test
  void shouldSkipLineBreakTagsAndNothingElseInBrackets() {
    assertThat(texts(tokenizer.tokenize("one<br /><br/><BR>two <b>bold</b> x<br y")))
        .containsExactly("one", "two", "b", "bold", "b", "x", "br", "y");
  }

  @Test
  void shouldKeepInnerApostrophesOnly() {
    assertThat(texts(tokenizer.tokenize("'Don't' dogs' it’s rock'n'roll")))
        .containsExactly("don't", "dogs", "it's", "rock'n'roll");
  }

  @Test
  void shouldCutTheVeryWordOutOfTheReview() {
    String review = "It’s GREAT, naïve!";
    assertThat(tokenizer.tokenize(review))
        .extracting(token -> token.surface(review))
        .containsExactly("It’s", "GREAT", "naïve", "!");
  }

  @Test
  void shouldTakeTokenisedTextAsItStands() {
    assertThat(texts(tokenizer.tokenize("do n't -LRB- it 's sooo -RRB-")))
        .containsExactly("do", "n't", "lrb", "it", "s", "sooo", "rrb");
  }
}
