package sentiment.demo;

import sentiment.explain.WordContribution;

/** Makes words of a review by looking them up in it. */
final class Words {

  private Words() {}

  static WordContribution word(String text, String word, double attention, double contribution) {
    int start = text.indexOf(word);
    if (start < 0) {
      throw new IllegalArgumentException("no " + word + " in the text");
    }
    return new WordContribution(word, start, start + word.length(), attention, contribution);
  }
}
