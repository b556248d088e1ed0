"""Curated benchmark sets that half the world has practised on: proof on them is proof on nobody's customers.

The list holds what the data loaders and first lessons of scikit-learn, seaborn, Keras, torchvision, R and Kaggle
bring along. A name that means nothing else counts wherever it stands; one that is a word of its own (wine, iris,
adult) counts where it is a file's whole name, or stands with what makes it the set: `load_iris`, `wine dataset`, or a
publisher of such sets. The digests are those of the files that scikit-learn 1.9.1 installs.
"""

import re
from collections.abc import Mapping, Sequence

_DISTINCT = (
    *("mnist", "fashion-mnist", "emnist", "kmnist", "qmnist", "cifar-10", "cifar-100", "svhn", "imagenet", "stl-10"),
    *("breast cancer wisconsin", "wisconsin breast cancer", "wisconsin diagnostic breast cancer", "wdbc"),
    *("california housing", "boston housing", "ames housing", "palmer penguins", "palmerpenguins", "mtcars"),
    *("pima indians diabetes", "pima indians", "20 newsgroups", "20newsgroups", "olivetti faces", "linnerud"),
    *("labeled faces in the wild", "lfw people", "covtype", "kddcup99", "kdd cup 99", "rcv1", "imdb reviews"),
    *("census income dataset", "german credit data", "statlog german credit", "south german credit", "movielens"),
    *("wine quality dataset", "winequality-red", "winequality-white", "gapminder", "auto mpg", "heart disease uci"),
    *("creditcardfraud", "telco customer churn", "telco-customer-churn", "nyc taxi trip duration"),
)
_COMMON = (
    *("iris", "titanic", "wine", "wine quality", "winequality", "breast cancer", "diabetes", "digits"),
    *("adult", "abalone", "mushroom", "mushrooms", "tips", "penguins", "diamonds", "zoo", "glass", "seeds"),
    *("heart disease", "car evaluation", "forest covertypes", "yeast", "spambase", "ionosphere", "sonar", "reuters"),
)
_PUBLISHERS = (
    *("uci", "scikit-learn", "sklearn", "seaborn", "kaggle", "openml", "keras", "torchvision", "tensorflow datasets"),
    *("tfds", "hugging face", "huggingface", "statsmodels", "rdatasets", "vega datasets"),
    "machine learning repository",
)
_AROUND = frozenset(
    {"data", "dataset", "set", "train", "training", "test", "testing", "eval", "evaluation", "valid", "validation"}
    | {"val", "holdout", "full", "raw", "clean", "cleaned", "uci", "sklearn", "kaggle", "original", "small", "sample"}
    | {"x", "y", "features", "labels", "target", "all", "v", "csv"}
)
DIGESTS: Mapping[str, str] = {
    "f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449": "iris",
    "10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede": "wine",
    "fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed": "breast cancer",
}
"""sha256 to the name of the set."""


def in_words(text: str) -> str | None:
    """The set that a text on the source names."""
    words = _words(text)
    for name in _DISTINCT:
        if f" {_plain(name)} " in words:
            return name
    published = any(f" {_plain(name)} " in words for name in _PUBLISHERS)
    for name in _COMMON:
        plain = _plain(name)
        marks = (f" load {plain} ", f" fetch {plain} ", f" {plain} dataset ", f" {plain} data set ", f" {plain} flower")
        if any(mark in words for mark in marks) or (published and f" {plain} " in words):
            return name
    return None


def in_name(stem: str) -> str | None:
    """The set that a file's or a dataset's whole name is, apart from words such as train, test and data."""
    words = _words(stem)
    for name in (*_DISTINCT, *_COMMON):
        plain = f" {_plain(name)} "
        if plain in words and all(word in _AROUND or word.isdigit() for word in words.replace(plain, " ", 1).split()):
            return name
    return None


def marks(texts: Sequence[str], names: Sequence[str], digests: Mapping[str, str]) -> list[str]:
    """Why data are thought to be such a set: the words, names and digests (path to sha256) that say so."""
    found = [f"{name} is named in {text!r}" for text in texts if (name := in_words(text))]
    found += [f"{name} is what {stem!r} is called after" for stem in names if (name := in_name(stem))]
    return found + [f"{DIGESTS[one]} is {path}, byte for byte" for path, one in digests.items() if one in DIGESTS]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+|[0-9]+", text.lower()))


def _words(text: str) -> str:
    return f" {_plain(text)} "
