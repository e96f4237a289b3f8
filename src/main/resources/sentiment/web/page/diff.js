// Which words two texts do not share.

const MOST = 400; // words of each text that are compared

/**
 * Pairs of places `[i, j]` of words that both texts have, in order: a longest common subsequence, equal
 * beginnings and ends first. Upper and lower case are one.
 */
export function commonWords(a, b) {
  const left = a.slice(0, MOST).map((word) => word.text.toLowerCase());
  const right = b.slice(0, MOST).map((word) => word.text.toLowerCase());
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end++;
  }
  const pairs = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  pairs.push(...between(left, right, start, left.length - end, right.length - end));
  for (let k = end; k > 0; k--) pairs.push([left.length - k, right.length - k]);
  return pairs;
}

function between(left, right, start, leftEnd, rightEnd) {
  const width = rightEnd - start + 1;
  const longest = new Uint16Array((leftEnd - start + 1) * width); // of the texts from (i, j) on
  const at = (i, j) => (i - start) * width + (j - start);
  for (let i = leftEnd - 1; i >= start; i--) {
    for (let j = rightEnd - 1; j >= start; j--) {
      longest[at(i, j)] =
        left[i] === right[j]
          ? longest[at(i + 1, j + 1)] + 1
          : Math.max(longest[at(i + 1, j)], longest[at(i, j + 1)]);
    }
  }
  const pairs = [];
  for (let i = start, j = start; i < leftEnd && j < rightEnd; ) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (longest[at(i + 1, j)] >= longest[at(i, j + 1)]) i++;
    else j++;
  }
  return pairs;
}
