import hashlib
from pathlib import Path

import pytest
import sklearn

from pytest_prodready.instruments.provenance.benchmarks import DIGESTS, in_name, in_words, marks


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sklearn.datasets.load_iris()", "iris"),
        ("the Iris data set of Fisher", "iris"),
        ("kaggle competitions download -c titanic", "titanic"),
        ("UCI machine learning repository, adult", "adult"),
        ("https://archive.ics.uci.edu/dataset/109/wine", "wine"),
        ("fetch_california_housing(as_frame=True)", "california housing"),
        ("Wisconsin Breast-Cancer", "wisconsin breast cancer"),
        ("torchvision MNIST", "mnist"),
        ("CIFAR10", "cifar-10"),
        ("seaborn.load_dataset('penguins')", "penguins"),
    ],
)
def test_sets_that_a_source_names(text, name):
    assert in_words(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "orders of the wine shop, warehouse.wine_orders",
        "iris.customers in the warehouse",
        "adult customers of the CRM",
        "claims on diabetes drugs, 2025",
        "scanned glass bottles",
        "boston and california branches, housing loans",
        "SELECT digits FROM meters",
        "customers.mnisterium",
        "",
    ],
)
def test_words_that_mean_something_else(text):
    assert in_words(text) is None


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("iris", "iris"),
        ("titanic_test", "titanic"),
        ("X_test-wine-data", "wine"),
        ("MNIST_784", "mnist"),
        ("breast_cancer", "breast cancer"),
        ("california_housing_train", "california housing"),
    ],
)
def test_names_that_are_those_of_a_set(stem, name):
    assert in_name(stem) == name


@pytest.mark.parametrize("stem", ["wine_orders", "customers", "test", "iris_scans_vienna", "data_2025", ""])
def test_other_names(stem):
    assert in_name(stem) is None


def test_digests_are_those_of_the_files_that_scikit_learn_installs():
    folder = Path(sklearn.__file__).parent / "datasets" / "data"
    found = {hashlib.sha256(path.read_bytes()).hexdigest(): path.stem for path in folder.glob("*.csv")}
    known = {digest: found[digest] for digest in DIGESTS if digest in found}
    assert sorted(known.values()) == ["breast_cancer", "iris", "wine_data"]


def test_every_sign_is_told():
    digest = next(iter(DIGESTS))
    assert marks(["load_iris()", "crm"], ["iris_test", "customers"], {"a.csv": digest, "b.csv": "0"}) == [
        "iris is named in 'load_iris()'",
        "iris is what 'iris_test' is called after",
        "iris is a.csv, byte for byte",
    ]
