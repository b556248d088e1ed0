from pytest_prodready.instruments.services.running import last_words


def test_says_where_it_answers_and_nothing_of_its_inside(workshop) -> None:
    running = workshop.running(workshop.service())
    assert repr(running).startswith("Running(name='api', host='127.0.0.1', port=")
    assert "supervised" not in repr(running)
    assert running.url == f"http://127.0.0.1:{running.port}"


def test_a_silent_log_is_told(workshop, script) -> None:
    running = workshop.running(workshop.service(*script(SILENT)))
    assert running.log_tail() == ()
    assert last_words(running.supervised) == ("its log is empty",)


SILENT = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response_only(200)
        self.end_headers()

HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
