package sentiment.explain;

/**
 * A rule for integrals over 0..1: the sum of the function's values at the points, each times its
 * weight.
 *
 * @param points ascending
 * @param weights as many, their sum 1
 */
record Quadrature(double[] points, double[] weights) {

  /**
   * Gauss' rule: exact for polynomials of degree {@code 2 n - 1}. Its points are the zeros of the
   * Legendre polynomial, found by Newton's method (Press et al., Numerical Recipes, section 4.6).
   *
   * @param n number of points, 1 or more
   */
  static Quadrature gaussLegendre(int n) {
    double[] points = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double x = -Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
      double slope = 0;
      for (int round = 0; round < 50; round++) {
        double last = 0;
        double value = 1;
        for (int k = 1; k <= n; k++) {
          double before = last;
          last = value;
          value = ((2 * k - 1) * x * last - (k - 1) * before) / k;
        }
        slope = n * (x * value - last) / (x * x - 1);
        x -= value / slope;
      }
      points[i] = (1 + x) / 2;
      weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
    return new Quadrature(points, weights);
  }
}
