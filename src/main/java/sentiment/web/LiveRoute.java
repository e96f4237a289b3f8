package sentiment.web;

/** {@code GET /live}: the feed as server-sent events, until the peer goes. */
final class LiveRoute {

  private static final String TYPE = "text/event-stream; charset=utf-8";

  private LiveRoute() {}

  static Endpoint of(LiveFeed feed) {
    return Endpoint.get("/live", (request, exchange) -> watch(feed, exchange));
  }

  private static void watch(LiveFeed feed, Exchange exchange) {
    // some proxies collect an answer before they pass it on
    WebResponse head = WebResponse.text(200, TYPE, "").with("X-Accel-Buffering", "no");
    if (exchange.isHead()) {
      exchange.answerHead(head);
      return;
    }
    Watcher watcher = new Watcher(exchange::send);
    if (!feed.join(watcher)) {
      exchange.answer(
          WebResponse.error(
                  503, "HTTP 503: " + LiveFeed.MAX_WATCHERS + " watch already, try again later")
              .with("Retry-After", "10"));
      return;
    }
    exchange.onEnd(() -> feed.leave(watcher));
    if (exchange.begin(head)) {
      feed.greet(watcher);
    }
  }
}
